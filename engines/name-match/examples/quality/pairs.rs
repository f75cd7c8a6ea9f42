//! Labelled pairs of single names: precision and recall at the shipped threshold.

use std::time::Instant;

use pc_name_match::{DEFAULT_THRESHOLD, compare_names};

/// Prints the figures of one file of `name1,name2,is_match,nickname`.
pub fn print(what: &str, csv: &str, test: bool) {
    let (mut asked, mut same, mut said, mut right) = (0_u32, 0_u32, 0_u32, 0_u32);
    let started = Instant::now();
    for line in csv.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [left, right_name, is_match, ..] = fields.as_slice() else { continue };
        if half_of(left, right_name) != test {
            continue;
        }
        let is_same = *is_match == "true";
        let is_said = compare_names(left, right_name, None, None).score >= DEFAULT_THRESHOLD;
        asked += 1;
        same += u32::from(is_same);
        said += u32::from(is_said);
        right += u32::from(is_same && is_said);
    }
    let percent = |part: u32, whole: u32| 100.0 * f64::from(part) / f64::from(whole.max(1));
    println!(
        "pairs of {what}: {asked} asked, at 0.70 precision {:.1} %, recall {:.1} %; {:.2} µs a pair",
        percent(right, said),
        percent(right, same),
        started.elapsed().as_secs_f64() * 1e6 / f64::from(asked.max(1))
    );
}

/// The half of a pair, whichever name comes first (FNV-1a of both).
fn half_of(left: &str, right: &str) -> bool {
    let (a, b) = if left <= right { (left, right) } else { (right, left) };
    let bytes = a.bytes().chain([b'|']).chain(b.bytes());
    crate::half(bytes.fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)))
}
