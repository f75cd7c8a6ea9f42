//! Keys that only an index has, beside those of [`crate::keyed`].

/// The key of an initial.
pub fn initial_key(letter: u8) -> u32 {
    crate::keyed::hash(62, &[letter])
}

/// The key of a document number: its characters as the digits of a number to an odd base, mixed. So the key of a number one
/// slip away follows from sums that are known.
pub fn number_key(number: &str) -> u32 {
    mixed(sums(number.as_bytes()).last().unwrap_or_default().0)
}

/// The base, and what undoes a multiplication by it.
const BASE: u64 = 0x9E6D_62D0_6F6A_9A9B;
const BACK: u64 = {
    // Newton's way: each step doubles the bits that are right.
    let (mut back, mut step) = (BASE, 0);
    while step < 6 {
        back = back.wrapping_mul(2_u64.wrapping_sub(BASE.wrapping_mul(back)));
        step += 1;
    }
    back
};

fn mixed(sum: u64) -> u32 {
    (sum ^ (sum >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_shr(32) as u32
}

/// What the first characters of a number amount to, none, one, two and so on, and the power of the base that follows them.
fn sums(number: &[u8]) -> impl Iterator<Item = (u64, u64)> {
    let next = |(sum, power): &mut (u64, u64), &letter: &u8| {
        *sum = sum.wrapping_add(u64::from(letter).wrapping_mul(*power));
        *power = power.wrapping_mul(BASE);
        Some((*sum, *power))
    };
    std::iter::once((0, 1)).chain(number.iter().scan((0, 1), next))
}

/// Calls `each` with the key of every number one slip away from this one, and with its own: a character exchanged, left
/// out, put in, or two neighbours swapped.
pub fn each_slip_key(number: &str, mut each: impl FnMut(u32)) {
    const LETTERS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let number = number.as_bytes();
    let whole = sums(number).last().unwrap_or_default().0;
    each(mixed(whole));
    for (at, (before, power)) in sums(number).enumerate() {
        let after = whole.wrapping_sub(before);
        let with = |base: u64, letter: u8| mixed(base.wrapping_add(u64::from(letter).wrapping_mul(power)));
        // Put in: all that follows moves up by one.
        let moved = before.wrapping_add(after.wrapping_mul(BASE));
        for &letter in LETTERS {
            each(with(moved, letter));
        }
        let Some(&first) = number.get(at) else { continue };
        let without = whole.wrapping_sub(u64::from(first).wrapping_mul(power));
        LETTERS.iter().filter(|letter| **letter != first).for_each(|&letter| each(with(without, letter)));
        let rest = without.wrapping_sub(before);
        each(mixed(before.wrapping_add(rest.wrapping_mul(BACK))));
        if let Some(&second) = number.get(at + 1).filter(|second| **second != first) {
            // Each in the other's place.
            let change = u64::from(second).wrapping_sub(first.into());
            let change =
                change.wrapping_mul(power).wrapping_sub(change.wrapping_mul(power.wrapping_mul(BASE)));
            each(mixed(whole.wrapping_add(change)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{each_slip_key, number_key};
    use crate::score::one_slip;

    #[test]
    fn slips_have_the_keys_of_their_numbers() {
        let number = "X12K45";
        let letters = ('0'..='9').chain('A'..='Z');
        let mut others = BTreeSet::from([number.to_owned()]);
        for at in 0..=number.len() {
            let (before, after) = number.split_at(at);
            let mut after = after.chars();
            others.extend(letters.clone().map(|letter| format!("{before}{letter}{}", after.as_str())));
            if let Some(first) = after.next() {
                others.extend(letters.clone().map(|letter| format!("{before}{letter}{}", after.as_str())));
                others.insert(format!("{before}{}", after.as_str()));
                if let Some(second) = after.next() {
                    others.insert(format!("{before}{second}{first}{}", after.as_str()));
                }
            }
        }
        assert!(
            others
                .iter()
                .filter(|other| *other != number)
                .all(|other| { one_slip(number.as_bytes(), other.as_bytes()) })
        );
        let mut keys = BTreeSet::new();
        each_slip_key(number, |key| {
            keys.insert(key);
        });
        let wanted: BTreeSet<u32> = others.iter().map(|other| number_key(other)).collect();
        assert_eq!(wanted.len(), others.len());
        assert_eq!(keys, wanted);
    }
}
