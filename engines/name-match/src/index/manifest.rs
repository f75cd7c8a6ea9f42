//! Many questions at a time: the people of a flight.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    Found, Index, LiveIndex,
    neighbours::{Asked, Key, Neighbours},
};
use crate::{
    Match, Query, QueryOptions,
    form::{Form, together},
    score::{Prepared, PreparedName},
};

/// Questions that a processor takes at a time: some take much longer than others.
const SHARE: usize = 4;

/// What the words of all questions meet, each looked for once.
pub type Shared = HashMap<Key, Arc<Neighbours>>;

impl LiveIndex {
    /// [`LiveIndex::query`] for each of these, in their order: the words that they have in common are looked for once, and all
    /// processors work. What is found does not depend on what else is asked.
    pub fn query_all(&self, asked: &[(Query, QueryOptions)]) -> Vec<Vec<Match>> {
        let parts: Vec<_> = self.parts().map(|(index, hidden)| (index, hidden, index.met(asked))).collect();
        let search = |(query, options): &(Query, QueryOptions)| {
            let found =
                parts.iter().flat_map(|(index, hidden, met)| index.search(query, options, hidden, Some(met)));
            Found::select(found.collect(), options.top).into_iter().map(|found| found.matched).collect()
        };
        asked.par_iter().with_max_len(SHARE).map(search).collect()
    }
}

impl Index {
    /// [`Index::query`] for each of these: see [`LiveIndex::query_all`].
    pub fn query_all(&self, asked: &[(Query, QueryOptions)]) -> Vec<Vec<Match>> {
        let met = self.met(asked);
        let search = |(query, options): &(Query, QueryOptions)| {
            let found = self.search(query, options, &HashSet::new(), Some(&met));
            Found::select(found, options.top).into_iter().map(|found| found.matched).collect()
        };
        asked.par_iter().with_max_len(SHARE).map(search).collect()
    }

    /// What the words of all these meet.
    fn met(&self, asked: &[(Query, QueryOptions)]) -> Shared {
        let persons = asked.iter().filter(|(query, _)| !query.kind.is_thing());
        let names: Vec<PreparedName> = persons.flat_map(|(query, _)| Prepared::new(query).names).collect();
        let mut words: Vec<Key> = names.iter().flat_map(words_of).collect();
        let mut seen = HashSet::with_capacity(words.len());
        words.retain(|word| seen.insert(word.clone()));
        let view = self.view();
        words
            .into_par_iter()
            .with_max_len(SHARE)
            .map(|word| (word.clone(), self.cache.get(&view, word)))
            .collect()
    }
}

/// Two neighbouring words as one, as they are looked for.
pub fn glued(a: &Form, b: &Form) -> Option<Key> {
    Some((together(a, b)?, Asked::Glued(a.text.len() as u8)))
}

/// The words of a name that are looked for: each, and each with the next as one.
fn words_of(name: &PreparedName) -> impl Iterator<Item = Key> {
    let single = name.tokens.iter().map(|token| (Form::clone(&token.form), Asked::Person));
    single.chain(name.tokens.windows(2).filter_map(|pair| glued(&pair[0].form, &pair[1].form)))
}
