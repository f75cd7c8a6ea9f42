//! Many questions at a time: the people of a flight.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    Found, Index, LiveIndex,
    neighbours::{Asked, Key, Neighbours},
};
use crate::{
    Match, Query, QueryOptions,
    align::weigh,
    form::together,
    parallel,
    score::{Prepared, PreparedName},
};

/// What the words of all questions meet, each looked for once.
pub type Shared = HashMap<Key, Arc<Neighbours>>;

impl LiveIndex {
    /// [`LiveIndex::query`] for each of these, in their order: the words that they have in common are looked for once, and all
    /// processors work. What is found does not depend on what else is asked.
    pub fn query_all(&self, asked: &[(Query, QueryOptions)]) -> Vec<Vec<Match>> {
        let parts: Vec<_> = self.parts().map(|(index, hidden)| (index, hidden, index.met(asked))).collect();
        parallel::map(asked, |(query, options)| {
            let found =
                parts.iter().flat_map(|(index, hidden, met)| index.search(query, options, hidden, Some(met)));
            Found::select(found.collect(), options.top).into_iter().map(|found| found.matched).collect()
        })
    }
}

impl Index {
    /// [`Index::query`] for each of these: see [`LiveIndex::query_all`].
    pub fn query_all(&self, asked: &[(Query, QueryOptions)]) -> Vec<Vec<Match>> {
        let met = self.met(asked);
        parallel::map(asked, |(query, options)| {
            let found = self.search(query, options, &HashSet::new(), Some(&met));
            Found::select(found, options.top).into_iter().map(|found| found.matched).collect()
        })
    }

    /// What the words of all these meet.
    fn met(&self, asked: &[(Query, QueryOptions)]) -> Shared {
        let persons = asked.iter().filter(|(query, _)| !query.kind.is_thing());
        let names: Vec<PreparedName> = persons.flat_map(|(query, _)| Prepared::new(query).names).collect();
        let mut words: Vec<Key> = names.iter().flat_map(words_of).collect();
        let mut seen = HashSet::with_capacity(words.len());
        words.retain(|word| seen.insert(word.clone()));
        let view = self.view();
        let met = parallel::map(&words, |(form, asked)| self.cache.get(&view, form, *asked));
        words.into_iter().zip(met).collect()
    }
}

/// The words of a name that are looked for: each, and each with the next as one.
pub fn words_of(name: &PreparedName) -> Vec<Key> {
    let weighed = weigh(&name.tokens);
    let single = weighed.iter().map(|token| (token.form.clone(), Asked::Person));
    let pairs = weighed.windows(2).filter_map(|pair| {
        let first = pair[0].form.text.len() as u8;
        Some((together(pair[0].form, pair[1].form)?, Asked::Glued(first)))
    });
    single.chain(pairs).collect()
}
