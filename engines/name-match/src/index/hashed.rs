//! From hashes to what has them.

/// Items by the hash of a key. A directory leads from the upper bits of a hash to its rows; a row of 32 bits has the lower
/// bits of the hash above the item, so that nothing of either is lost.
#[derive(Debug, Clone, Copy)]
pub struct Hashed<'a> {
    rows: &'a [u32],
    directory: &'a [u32],
}

impl<'a> Hashed<'a> {
    /// Over rows and directory as they were laid out.
    pub fn over(rows: &'a [u32], directory: &'a [u32]) -> Self {
        Self { rows, directory }
    }

    /// Lays pairs of a hash and an item out: rows and directory.
    pub fn build(pairs: &[[u32; 2]]) -> (Vec<u32>, Vec<u32>) {
        let most = pairs.iter().map(|pair| pair[1]).max().unwrap_or_default();
        // Items have as many bits as the directory takes of a hash.
        let bits = (32 - most.leading_zeros()).max(pairs.len().max(4).ilog2() - 1).min(31);
        let mut directory = vec![0_u32; (1 << bits) + 1];
        let bucket = |hash: u32| (hash >> (32 - bits)) as usize;
        for pair in pairs {
            directory[bucket(pair[0]) + 1] += 1;
        }
        for at in 1..directory.len() {
            directory[at] += directory[at - 1];
        }
        let mut next = directory.clone();
        let mut rows = vec![0_u32; pairs.len()];
        for &[hash, item] in pairs {
            let place = &mut next[bucket(hash)];
            rows[*place as usize] = rest(hash, bits) | item;
            *place += 1;
        }
        // In order, each once.
        let (mut filled, mut from) = (0, 0);
        for end in &mut directory[1..] {
            let to = *end as usize;
            rows[from..to].sort_unstable();
            let begin = filled;
            for place in from..to {
                let row = rows[place];
                if filled == begin || rows[filled - 1] != row {
                    rows[filled] = row;
                    filled += 1;
                }
            }
            from = to;
            *end = filled as u32;
        }
        rows.truncate(filled);
        (rows, directory)
    }

    /// How many bits of a hash the directory takes, and where it leads from for this one.
    fn bucket(&self, hash: u32) -> (u32, usize) {
        let bits = (self.directory.len().max(3) - 1).ilog2().min(31);
        (bits, (hash >> (32 - bits)) as usize)
    }

    /// Waits for where the rows of this hash begin.
    pub fn touch(&self, hash: u32) -> u32 {
        self.directory.get(self.bucket(hash).1).copied().unwrap_or_default()
    }

    /// Calls `each` with the items of this hash, ascending.
    pub fn each(&self, hash: u32, mut each: impl FnMut(u32)) {
        let (bits, bucket) = self.bucket(hash);
        let (Some(&from), Some(&to)) = (self.directory.get(bucket), self.directory.get(bucket + 1)) else {
            return;
        };
        let rows = self.rows.get(from as usize..to as usize).unwrap_or_default();
        let (rest, items) = (rest(hash, bits), (1 << bits) - 1);
        rows.iter().filter(|row| *row & !items == rest).for_each(|row| each(row & items));
    }
}

/// What the directory does not tell of a hash, above the bits of an item.
fn rest(hash: u32, bits: u32) -> u32 {
    hash << bits
}

/// A bit for every stretch of hashes, set where one is known: most that are not there are told by it alone.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a>(&'a [u64]);

impl<'a> Seen<'a> {
    /// Over bits as they were laid out.
    pub fn over(bits: &'a [u64]) -> Self {
        Self(bits)
    }

    /// Of hashes; so many bits.
    pub fn build(bits: usize, hashes: impl IntoIterator<Item = u32>) -> Vec<u64> {
        let mut seen = vec![0; bits.div_ceil(64).max(1)];
        for hash in hashes {
            let (word, bit) = place(&seen, hash);
            seen[word] |= bit;
        }
        seen
    }

    /// Leaves the hashes that may be known. Nothing depends on what is found, so that waits for memory overlap.
    pub fn keep_known(&self, hashes: &mut Vec<u32>) {
        let mut count = 0;
        for at in 0..hashes.len() {
            let hash = hashes[at];
            hashes[count] = hash;
            count += usize::from(self.may_know(hash));
        }
        hashes.truncate(count);
    }

    /// Whether a hash may be known.
    pub fn may_know(&self, hash: u32) -> bool {
        let (word, bit) = place(self.0, hash);
        self.0.get(word).is_none_or(|word| word & bit != 0)
    }
}

/// The word and the bit of a hash.
fn place(seen: &[u64], hash: u32) -> (usize, u64) {
    let at = (u64::from(hash) * (seen.len() as u64 * 64)) >> 32;
    ((at / 64) as usize, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Hashed, Seen};

    proptest! {
        #[test]
        fn what_was_put_in_is_found_and_nothing_else(
            pairs in proptest::collection::vec((0_u32..40, 0_u32..5000), 0..60), far: bool,
        ) {
            let spread = |hash: u32| hash.wrapping_mul(if far { 0x9E37_79B9 } else { 1 });
            let pairs: Vec<[u32; 2]> = pairs.into_iter().map(|(hash, item)| [spread(hash), item]).collect();
            let (rows, directory) = Hashed::build(&pairs);
            let bits = Seen::build(8 * pairs.len(), pairs.iter().map(|pair| pair[0]));
            let hashed = Hashed::over(&rows, &directory);
            for hash in (0..40).map(spread) {
                let mut found = Vec::new();
                hashed.each(hash, |item| found.push(item));
                let mut wanted: Vec<u32> = pairs.iter().filter(|p| p[0] == hash).map(|p| p[1]).collect();
                wanted.sort_unstable();
                wanted.dedup();
                prop_assert!(wanted.is_empty() || Seen::over(&bits).may_know(hash));
                prop_assert_eq!(found, wanted);
            }
        }
    }
}
