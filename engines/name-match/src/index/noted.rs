//! What is noted of an entry before its names are read: how much alike what it holds may be to each token of a query.

use super::{
    bound::{Best, Drivers, TOLD_APART},
    neighbours::Neighbour,
};
use crate::answer::most;

/// Forms from this similarity on are more than somewhat alike.
pub const UPPER: f32 = 0.8;
/// The most steps of similarity that are told apart.
pub const MOST_STEPS: usize = 5;
/// Where each but the first begins.
const STEPS: [f32; MOST_STEPS - 1] = [0.72, UPPER, 0.88, 0.96];
/// The last step under [`UPPER`].
const LOWER: u8 = 2;
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
    pub fn new(best: &'a [Best], room: usize) -> Self {
        let (count, mut from) = (best.len().min(TOLD_APART), 0);
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

    /// What an entry may have beside what these lists hold.
    pub fn beside(&self, drivers: Drivers) -> u16 {
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
                    None => best.all,
                };
                (best.asked, answer)
            }));
        }
        *known
    }
}
