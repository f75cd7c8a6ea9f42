//! A token in 12 bytes: enough to see most strangers without a look at the letters themselves.

use crate::{
    dictionary,
    distance::{ALIKE, LEAST, place, too_far},
    form::{Form, class},
    keyed::{self, bare},
    writing::Writing,
};

/// Which letters a fold holds, how long it is, and whether the token may be alike by more than
/// its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    letters: u32,
    /// The first four letters as written: a name cut short begins alike.
    head: [u8; 4],
    length: u8,
    first: u8,
    exempt: bool,
    grouped: bool,
    /// An article or a particle may be written as its beginning.
    bound: bool,
    pub writing: Writing,
}

const fn bit(letter: u8) -> u32 {
    1 << (letter - b'A')
}

/// What skeletons leave out.
const VOWELS: u32 = bit(b'A') | bit(b'I') | bit(b'U') | bit(b'H');

/// Consonants that are one in skeletons, with the letter of their class.
const MERGES: [(u32, u32); 5] = [
    (bit(b'B') | bit(b'P'), bit(b'B')),
    (bit(b'V') | bit(b'F'), bit(b'F')),
    (bit(b'D') | bit(b'T'), bit(b'T')),
    (bit(b'K') | bit(b'G'), bit(b'K')),
    (bit(b'S') | bit(b'Z') | bit(b'X'), bit(b'S')),
];
/// The letters of what [`bare`] takes away.
const BOUND: u32 = {
    let (mut letters, mut at) = (0, 0);
    while at < keyed::BOUND.len() {
        let (sound, mut letter) = (keyed::BOUND[at].1, 0);
        while letter < sound.len() {
            letters |= bit(sound[letter]);
            letter += 1;
        }
        at += 1;
    }
    letters
};
const MERGED: u32 = MERGES[0].0 | MERGES[1].0 | MERGES[2].0 | MERGES[3].0 | MERGES[4].0;

fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |letters, &letter| letters | 1 << place(letter))
}

impl Print {
    pub fn of(form: &Form) -> Self {
        let mut head = [0; 4];
        head.iter_mut().zip(form.text.iter()).for_each(|(to, &from)| *to = from);
        // Unwritten vowels have their own rules, other forms of a name too.
        Self {
            letters: letters(&form.fold),
            head,
            length: form.fold.len() as u8,
            first: form.fold.first().copied().unwrap_or(0),
            exempt: !form.writing.is_latin() || form.is_initial() || dictionary::has_readings(form),
            grouped: dictionary::has_equivalents(form),
            bound: bare(form).is_some(),
            writing: form.writing,
        }
    }

    /// In three words, as an index keeps it.
    pub fn words(self) -> [u32; 3] {
        let flags = u8::from(self.exempt) | u8::from(self.grouped) << 1 | u8::from(self.bound) << 2;
        let rest = [self.length, self.first, flags, self.writing.code()];
        [self.letters, u32::from_le_bytes(self.head), u32::from_le_bytes(rest)]
    }

    /// From [`Self::words`].
    pub fn from_words(words: [u32; 3]) -> Self {
        let [length, first, flags, writing] = words[2].to_le_bytes();
        Self {
            letters: words[0],
            head: words[1].to_le_bytes(),
            length,
            first,
            exempt: flags & 1 != 0,
            grouped: flags & 2 != 0,
            bound: flags & 4 != 0,
            writing: Writing::of_code(writing),
        }
    }

    /// Whether [`similarity`](crate::form::similarity) may be over its least.
    pub fn may_be(self, other: Self) -> bool {
        if self.exempt || other.exempt || self.head == other.head || (self.grouped && other.grouped) {
            return true;
        }
        // What may be no part of the name tells nothing.
        let bound = self.bound || other.bound;
        let (told, told_consonants) =
            if bound { (!BOUND, !(consonants(BOUND) | bit(b'A'))) } else { (!0, !0) };
        // Words that share a key have at most one letter, or one consonant, that the other has not.
        let one = |a: u32, b: u32, told: u32| {
            (a & !b & told).count_ones() <= 1 && (b & !a & told).count_ones() <= 1
        };
        if !one(self.letters, other.letters, told)
            && !one(self.consonants(), other.consonants(), told_consonants)
        {
            return false;
        }
        // Letters that the other has not are left out or exchanged, each at least once. (Neighbours that change
        // places stand in both.)
        let start = if bound { 0 } else { ALIKE.start(self.first, other.first) };
        let long = usize::from(self.length.max(other.length));
        let (mine, theirs) = (self.letters & !other.letters & told, other.letters & !self.letters & told);
        least(mine).max(least(theirs)) + start < too_far(long, false)
    }

    /// The letters of the skeleton, as the fold's letters tell them.
    fn consonants(self) -> u32 {
        let starts_so = class(self.first).is_none();
        consonants(self.letters) | (u32::from(starts_so) * bit(b'A'))
    }

    /// Whether this and the next token together may be `whole`: about as long, and with the same first sound.
    pub fn may_glue(self, next: Self, whole: Self) -> bool {
        (self.length + next.length).abs_diff(whole.length) <= 2 && self.first == whole.first
    }
}

/// Without vowels, consonants that are one in skeletons as one.
fn consonants(letters: u32) -> u32 {
    let merged = MERGES.iter().map(|&(merges, class)| u32::from(letters & merges != 0) * class);
    letters & !(MERGED | VOWELS) | merged.fold(0, |all, class| all | class)
}

/// The least that it costs to be rid of these letters.
fn least(mut letters: u32) -> u32 {
    let mut sum = 0;
    while letters != 0 {
        sum += u32::from(LEAST[letters.trailing_zeros() as usize]);
        letters &= letters - 1;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{Print, letters};
    use crate::form::{Form, similarity};

    #[test]
    fn prints_never_hide_what_is_alike() {
        let names = "MOHAMED MUHAMMAD PETROV PETORV PEDROV TCHAIKOVSKY CHAYKOVSKIY ALI ELI LI QADDAFI GADDAFI HASAN HUSEIN \
                     SAMPLER SANPLER ZAMBLER XIMENA JIMENA HIMENA KONSTANTIN KONST ALTEST TEST DELATEST VANTESTOV BILL WILLIAM J JAN N0RD NORD";
        let forms: Vec<Form> = names.split_whitespace().map(Form::new).collect();
        for (a, b) in forms.iter().flat_map(|a| forms.iter().map(move |b| (a, b))) {
            if similarity(a, b).is_some() {
                assert!(Print::of(a).may_be(Print::of(b)), "{} {}", a.text.as_str(), b.text.as_str());
            }
        }
        let print = |text: &str| Print::of(&Form::new(text));
        assert!(!print("SAMPLER").may_be(print("GODUNOV")));
    }

    proptest::proptest! {
        #[test]
        fn prints_never_hide_what_is_alike_by_sound(a in "(AL|DELA|VANDER|BIN|LE)?[A-Z0-9]{2,9}", at in 0_usize..14, other in "[A-Z0-9]{0,3}") {
            // Near ones by a few letters changed: two drawn apart are hardly ever alike.
            let mut b = a.clone();
            let at = at.min(b.len());
            b.replace_range(at..(at + 2).min(a.len()), &other);
            let (a, b) = (Form::new(&a), Form::new(&b));
            proptest::prop_assert_eq!(Print::of(&a).consonants(), letters(&a.skeleton));
            if similarity(&a, &b).is_some() {
                proptest::prop_assert!(Print::of(&a).may_be(Print::of(&b)), "{a:?} {b:?}");
            }
        }
    }
}
