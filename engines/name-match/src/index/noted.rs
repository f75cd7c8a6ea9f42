//! What is noted of an entry before its names are read: how alike what it holds may be to each token of a query.

use super::{
    bound::{Best, Drivers, TOLD_APART},
    neighbours::{Neighbour, UPPER},
};
use crate::answer::most;

/// The most steps of similarity that are told apart.
pub const MOST_STEPS: usize = 5;
/// Where each but the first begins.
const STEPS: [f32; MOST_STEPS - 1] = [0.72, UPPER, 0.88, 0.96];
/// The last step under [`UPPER`].
pub const LOWER: u8 = 2;
/// The steps that are the last of those noted as one, where there is room for so many.
const TOGETHER: [&[u8]; MOST_STEPS + 1] = [&[], &[5], &[2, 5], &[2, 3, 5], &[2, 3, 4, 5], &[1, 2, 3, 4, 5]];

/// The step of a form, from 1 on.
pub fn step(neighbour: &Neighbour) -> u8 {
    let reached = STEPS.iter().filter(|least| neighbour.similarity >= **least).count() as u8;
    1 + if neighbour.is_upper() { reached } else { reached.min(LOWER - 1) }
}

/// What is noted of the lists that an entry stands in: for each token a bit for every step, or some together, up to that of
/// what it holds. Where it holds several forms, the bits of all: those of the one that is most alike.
#[derive(Debug)]
pub struct Noted<'a> {
    best: &'a [Best],
    /// Of each token told apart: see [`TOGETHER`], and where its bits begin.
    told: Vec<(&'static [u8], u32)>,
    /// By what is noted of each token, as a number with a digit for each; not a number where it is not known yet.
    most: Vec<f32>,
}

impl<'a> Noted<'a> {
    /// In so many bits.
    pub fn new(best: &'a [Best], room: u32) -> Self {
        let (room, count, mut from) = (room as usize, best.len().min(TOLD_APART), 0);
        let told: Vec<(&[u8], u32)> = (0..count)
            .map(|token| {
                let room = room / count + usize::from(token < room % count);
                let together = TOGETHER[room.min(MOST_STEPS)];
                let shift = from;
                from += together.len() as u32;
                (together, shift)
            })
            .collect();
        let places = told.iter().map(|(together, _)| together.len() + 1).product();
        Self { best, told, most: vec![f32::NAN; places] }
    }

    /// What a list of this token and step notes.
    pub fn bits(&self, token: u8, step: u8) -> u16 {
        let Some((together, shift)) = self.told.get(usize::from(token)) else { return 0 };
        let count = together.iter().filter(|last| **last < step).count() + usize::from(step > 0);
        ((1 << count) - 1) << shift
    }

    /// What an entry may have that these lists do not tell.
    pub fn undriven(&self, drivers: Drivers) -> u16 {
        (0..self.told.len() as u8).fold(0, |all, token| {
            let step = match (drivers.all >> token & 1, drivers.upper >> token & 1) {
                (0, 0) => MOST_STEPS as u8,
                (0, _) => LOWER,
                _ => 0,
            };
            all | self.bits(token, step)
        })
    }

    /// The most that a name is worth whose entry has these bits.
    pub fn most(&mut self, bits: u16) -> f32 {
        let count =
            |together: &[u8], shift: u32| (bits >> shift & ((1 << together.len()) - 1)).count_ones() as usize;
        let place = self
            .told
            .iter()
            .fold(0, |place, (together, shift)| place * (together.len() + 1) + count(together, *shift));
        let Some(known) = self.most.get_mut(place) else { return f32::INFINITY };
        if known.is_nan() {
            *known = most(self.best.iter().enumerate().map(|(token, best)| {
                let answer = match self.told.get(token) {
                    Some((together, shift)) => {
                        let last = count(together, *shift).checked_sub(1).map(|at| together[at]);
                        last.and_then(|last| best.steps[usize::from(last) - 1])
                    }
                    None => best.all(),
                };
                (best.asked, answer)
            }));
        }
        *known
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MOST_STEPS, Noted};
    use crate::{
        answer::{Answer, Asked, most},
        form::How,
        index::bound::{Best, Drivers, Reach},
    };

    proptest! {
        #[test]
        fn no_name_is_worth_more_than_is_noted(
            // Of each token what it costs, and forms: how alike, their weight, whether the entry holds them.
            tokens in proptest::collection::vec(
                (0.3_f32..1.2, proptest::collection::vec((1_u8..=MOST_STEPS as u8, 0.62_f32..1.0, 0.2_f32..1.2, any::<bool>()), 0..5)),
                1..=10,
            ),
            room in prop_oneof![Just(8_u32), Just(16)],
            all: u32, upper: u32, rest: bool,
        ) {
            let mut best = Vec::new();
            let mut held = Vec::new();
            for (extra, forms) in &tokens {
                let asked = Asked { extra: *extra, initial: None };
                let (mut of_all, mut of_held) = (Best::new(asked), Best::new(asked));
                for &(step, alike, weight, is_held) in forms {
                    let answer = Answer::of(*extra, weight, false, alike, How::Similar);
                    of_all.add(step, answer);
                    if is_held {
                        of_held.add(step, answer);
                    }
                }
                best.push(of_all);
                held.push((asked, of_held.all()));
            }
            // A name that holds nothing stands in no list.
            prop_assume!(held.iter().any(|(_, answer)| answer.is_some()));
            let worth = most(held.iter().copied());
            let mut noted = Noted::new(&best, room);
            let lists = |token: usize| tokens[token].1.iter().filter(|form| form.3).map(|form| form.0);
            let every = (0..tokens.len())
                .fold(0, |bits, token| lists(token).fold(bits, |bits, step| bits | noted.bits(token as u8, step)));
            prop_assert!(worth <= noted.most(every) + 1e-5);
            // Lists that are not gone through tell nothing.
            let drivers = Drivers { all, upper, rest };
            let driven = (0..tokens.len()).fold(noted.undriven(drivers), |bits, token| {
                let told = lists(token).filter(|&step| drivers.hold(token as u8, step > super::LOWER));
                told.fold(bits, |bits, step| bits | noted.bits(token as u8, step))
            });
            prop_assert!(worth <= noted.most(driven) + 1e-5);
            prop_assert!(noted.most(u16::MAX) <= Reach::new(&best).of(u32::MAX) + 1e-5);
        }
    }
}
