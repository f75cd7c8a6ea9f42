//! How a traveler's hits are counted.

use pc_events::HitCounts;

use crate::model::Hit;

/// Counts `hits`. Stale hits on which nobody decided do not count.
pub fn counts<'h>(hits: impl IntoIterator<Item = &'h Hit>) -> HitCounts {
    let mut counts = HitCounts::default();
    for hit in hits {
        if hit.stale.is_some() && hit.state.open() {
            continue;
        }
        match hit.state.name() {
            "new" => counts.new += 1,
            "in_review" => counts.in_review += 1,
            "possible" => counts.possible += 1,
            "confirmed" => counts.confirmed += 1,
            _ => {
                counts.not_a_match += 1;
                continue;
            }
        }
        counts.top_score = Some(counts.top_score.map_or(hit.score, |top| top.max(hit.score)));
    }
    counts
}
