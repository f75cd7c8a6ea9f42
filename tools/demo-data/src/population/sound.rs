//! The long tail: words made of a culture's sounds, each for ever the same for its rank.

/// Onsets, vowels and codas of syllables.
#[derive(Debug, Default)]
pub(crate) struct Sounds {
    pub onsets: Vec<&'static str>,
    pub vowels: Vec<&'static str>,
    pub codas: Vec<&'static str>,
}

impl Sounds {
    /// The word of this rank: `syllables` of them, one more in a quarter of the rarer ones.
    pub(crate) fn word(&self, culture: &str, kind: u64, rank: u64, syllables: usize) -> String {
        let seed = culture.bytes().fold(kind, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3));
        let mut bits = mix(seed ^ rank.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let more = usize::from(rank > 3000 && bits.is_multiple_of(4));
        let mut word = String::with_capacity(24);
        for place in 0..syllables + more {
            bits = mix(bits);
            let onset = self.onsets[(bits % self.onsets.len() as u64) as usize];
            let vowel = self.vowels[((bits >> 16) % self.vowels.len() as u64) as usize];
            // Codas inside words make clusters; half of those there are left out.
            let coda = self.codas[((bits >> 32) % self.codas.len() as u64) as usize];
            word.push_str(onset);
            word.push_str(vowel);
            if place + 1 == syllables + more || bits >> 63 == 0 {
                word.push_str(coda);
            }
        }
        if let Some(first) = word.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        word
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
