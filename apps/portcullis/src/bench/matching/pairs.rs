//! Labelled pairs of single names: precision and recall at one threshold for given names and surnames.

use rayon::prelude::*;

use super::shared::{Shared, half};
use crate::{bench::line, commands::compare};

/// A pair, whether people said that it is one name, and our score.
struct Scored {
    same: bool,
    test: bool,
    score: f32,
}

/// Precision and recall in a hundred.
type Figures = (f64, f64);

/// The goals for given names and for surnames.
const GOALS: [Figures; 2] = [(96.8, 74.4), (89.2, 76.8)];

/// Measures: the threshold is chosen on one half, the figures are of the other.
pub fn run(shared: Option<&Shared>) -> anyhow::Result<()> {
    let Some(shared) = shared else { return Ok(()) };
    let given = scored(&shared.text("pairs/ancestry_givenname_pairs.csv")?);
    let surnames = scored(&shared.text("pairs/ancestry_surname_pairs.csv")?);
    let margin = |threshold: f32| {
        let sets = [&given, &surnames].map(|set| figures(set, false, threshold));
        let margins = sets.iter().zip(GOALS).map(|(seen, goal)| (seen.0 - goal.0).min(seen.1 - goal.1));
        margins.fold(f64::INFINITY, f64::min)
    };
    let thresholds = (1..400).map(|n| n as f32 / 400.0);
    let best = thresholds.max_by(|a, b| margin(*a).total_cmp(&margin(*b))).unwrap_or(0.5);
    for ((what, set), goal) in [("given names", &given), ("surnames", &surnames)].into_iter().zip(GOALS) {
        let (precision, recall) = figures(set, true, best);
        line(
            &format!("labelled {what}, precision/recall at {best:.3}"),
            &format!("{precision:.1}/{recall:.1}"),
            &format!("above {:.1}/{:.1}", goal.0, goal.1),
        );
    }
    Ok(())
}

fn scored(text: &str) -> Vec<Scored> {
    let rows: Vec<(u64, &str)> = (0_u64..).zip(text.lines()).skip(1).collect();
    let score = |(row, line): &(u64, &str)| {
        let mut cells = line.split(',');
        let (left, right, same) = (cells.next()?, cells.next()?, cells.next()?);
        let score = compare::score(left, right, None, None, false);
        Some(Scored { same: same == "true", test: half(*row), score })
    };
    rows.par_iter().filter_map(score).collect()
}

fn figures(pairs: &[Scored], test: bool, threshold: f32) -> Figures {
    let (mut both, mut said, mut same) = (0.0, 0.0, 0.0);
    for pair in pairs.iter().filter(|p| p.test == test) {
        let over = pair.score >= threshold;
        said += f64::from(over);
        same += f64::from(pair.same);
        both += f64::from(over && pair.same);
    }
    (100.0 * both / f64::max(said, 1.0), 100.0 * both / f64::max(same, 1.0))
}
