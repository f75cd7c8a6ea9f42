//! Reproducible chance. A die is cheap to copy and to fork by a label, so that one part of the agency does not
//! change when another part draws more or fewer numbers.

/// A SplitMix64 sequence.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The same seed gives the same throws for ever.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed ^ 0x5DEE_CE66_D1CE_4E5B)
    }

    /// A die of its own for `label` and `index`, independent of how often this one was thrown before or after.
    pub(crate) fn of(seed: u64, label: &str, index: u64) -> Self {
        // FNV-1a over the label; the index is spread by the golden ratio.
        let hash = label
            .bytes()
            .fold(0xCBF2_9CE4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3));
        let mut dice = Self::new(seed ^ hash ^ index.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        dice.next();
        dice
    }

    /// A 64-bit number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in `0..bound` (0 when `bound` is 0).
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        if bound == 0 { 0 } else { (self.next() % bound as u64) as usize }
    }

    /// A number in `low..=high`.
    pub(crate) fn range(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(usize::try_from(high - low + 1).unwrap_or(1)) as i64
    }

    /// True in `percent` of a hundred throws.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`, which must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// One of the items, in proportion to their weights.
    pub(crate) fn weighted<'a, T>(&mut self, items: &'a [(T, usize)]) -> &'a T {
        let mut left = self.below(items.iter().map(|(_, w)| w).sum());
        for (item, weight) in items {
            if left < *weight {
                return item;
            }
            left -= weight;
        }
        &items[items.len() - 1].0
    }

    /// `count` characters of `alphabet` (ASCII).
    pub(crate) fn text(&mut self, alphabet: &[u8], count: usize) -> String {
        (0..count).map(|_| char::from(*self.pick(alphabet))).collect()
    }

    /// `count` digits, the first not 0.
    pub(crate) fn digits(&mut self, count: usize) -> String {
        let first = self.text(b"123456789", 1);
        first + &self.text(b"0123456789", count.saturating_sub(1))
    }
}
