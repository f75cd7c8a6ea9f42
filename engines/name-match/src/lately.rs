//! What was met lately is kept: names are few, and the common ones come again and again.

use std::{hash::Hash, sync::Arc};

use hashbrown::{Equivalent, HashMap};

use crate::dictionary;

/// What was kept since the last turn, and before it. When the newer part is full it becomes the older one, and what was in
/// that and not asked for again is forgotten.
#[derive(Debug)]
pub struct Lately<K, V> {
    newer: HashMap<K, V>,
    older: HashMap<K, V>,
    size: usize,
}

impl<K, V> Default for Lately<K, V> {
    fn default() -> Self {
        Self { newer: HashMap::new(), older: HashMap::new(), size: 0 }
    }
}

impl<K: Eq + Hash, V: Clone> Lately<K, V> {
    /// What is kept of a key; `size` is how much room it takes, of `most` in each part.
    pub fn get<Q: Hash + Equivalent<K> + ?Sized>(
        &mut self,
        key: &Q,
        size: impl Fn(&V) -> usize,
        most: usize,
    ) -> Option<V> {
        if let Some(value) = self.newer.get(key) {
            return Some(value.clone());
        }
        let (key, value) = self.older.remove_entry(key)?;
        self.keep(key, value.clone(), size(&value), most);
        Some(value)
    }

    /// Keeps what takes so much room.
    pub fn keep(&mut self, key: K, value: V, size: usize, most: usize) {
        if self.size >= most {
            self.older = std::mem::take(&mut self.newer);
            self.size = 0;
        }
        self.size += size;
        self.newer.insert(key, value);
    }
}

/// What was made of words lately, by what they are known by.
#[derive(Debug)]
pub struct ByWord<K, T> {
    met: Lately<K, Arc<T>>,
    /// Whether it was made with another dictionary than the program's: that knows something else.
    is_given: bool,
}

impl<K, T> Default for ByWord<K, T> {
    fn default() -> Self {
        Self { met: Lately::default(), is_given: false }
    }
}

impl<K: Eq + Hash, T> ByWord<K, T> {
    /// What is made of a word, from memory where it was met lately: `most` words of those met since the last turn, and as many
    /// of those before it.
    pub fn of<Q>(&mut self, word: &Q, most: usize, make: impl FnOnce() -> T) -> Arc<T>
    where
        Q: ToOwned<Owned = K> + Hash + Equivalent<K> + ?Sized,
    {
        let is_given = dictionary::is_given();
        if self.is_given != is_given {
            *self = Self { met: Lately::default(), is_given };
        }
        self.met.get(word, |_| 1, most).unwrap_or_else(|| {
            let made = Arc::new(make());
            self.met.keep(word.to_owned(), Arc::clone(&made), 1, most);
            made
        })
    }
}
