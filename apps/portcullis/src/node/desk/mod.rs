//! Where the desk's questions are answered: the lists in service and the people on flights.

mod entries;
mod history;
mod people;
mod travelers;

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use pc_kernel::{Clock, TravelerId};
use pc_screening::{Hit, LookoutIndex, Lookouts};
use pc_store::{Store, StoreError};
use pc_subject::{Ask, Found, HitBrief, Known, Linked, Sources, Unavailable};

use super::IndexService;

pub use people::People;

/// An officer who types does not wait longer for either source; the other is answered without it.
const DEADLINE: Duration = Duration::from_millis(900);
/// Names looked through for other words than the first; more begin so than anybody would read.
const LOOKED_THROUGH: usize = 200;

/// The sources of this node.
pub struct Desk {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Records.
    pub store: Arc<dyn Store>,
    /// The lists.
    pub lookouts: Arc<IndexService>,
    /// The people.
    pub people: Arc<People>,
}

#[async_trait]
impl Sources for Desk {
    async fn entries(&self, ask: &Ask) -> Result<Found, Unavailable> {
        tokio::time::timeout(DEADLINE, entries::find(self, ask)).await.unwrap_or(Err(Unavailable::Late))
    }

    async fn people(&self, ask: &Ask) -> Result<Found, Unavailable> {
        tokio::time::timeout(DEADLINE, travelers::find(self, ask)).await.unwrap_or(Err(Unavailable::Late))
    }

    async fn journeys(&self, traveler: TravelerId) -> Result<Vec<Linked>, StoreError> {
        let index = self.lookouts.current();
        history::journeys(self.store.snapshot().await?.as_ref(), &index, traveler).await
    }

    async fn known(&self, traveler: TravelerId) -> Result<Vec<Known>, StoreError> {
        history::known(self.store.snapshot().await?.as_ref(), traveler).await
    }
}

/// Runs the engine beside the requests, so that a long question holds up nobody else's.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Unavailable> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| Unavailable::Failed(StoreError::backend("asking the index", e)))
}

/// A hit as the desk shows it beside a journey.
fn brief(hit: &Hit, index: &LookoutIndex) -> HitBrief {
    HitBrief {
        id: hit.id,
        state: hit.state.name(),
        score: hit.score,
        category: index.category(hit),
        stale: hit.stale.is_some(),
    }
}

/// The beginnings under which a name is looked up: as typed, surname first; and the last word first, for a name typed
/// the other way round.
fn beginnings(words: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    if words.iter().map(|w| w.chars().count()).sum::<usize>() >= 2 {
        all.push(words.join(" "));
    }
    if let [_, .., last] = words
        && last.chars().count() >= 2
    {
        all.push(last.clone());
    }
    all
}

/// Whether each of `words` begins a word of `name`, no word of the name used twice.
fn all_begin(words: &[String], name: &str) -> bool {
    let mut free: Vec<&str> = name.split(' ').collect();
    words.iter().all(|word| {
        let found = free.iter().position(|n| n.starts_with(word.as_str()));
        found.map(|at| free.swap_remove(at)).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::{all_begin, beginnings};

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn names_are_looked_up_in_both_orders() {
        assert_eq!(beginnings(&words("TESTA")), ["TESTA"]);
        assert_eq!(beginnings(&words("IVO TESTA")), ["IVO TESTA", "TESTA"]);
        assert!(beginnings(&words("T")).is_empty());
        assert!(all_begin(&words("IVO TESTA"), "TESTANOV IVO"));
        assert!(!all_begin(&words("IVO IVO"), "TESTANOV IVO"));
    }
}
