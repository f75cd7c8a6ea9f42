//! Asking. What shares a key with a token is marked first, without a look at the letters; how alike the two are is
//! looked at only for the few names that hold enough of it to matter.

use pc_kernel::PartialDate;

use super::{
    Born, Brief, Index, IndexedName,
    keys::{each_key, each_number_key, together},
    scratch::{Alike, Scratch, state},
};
use crate::{
    Match, Query, QueryOptions, Subject,
    align::{MOST_NAMES, Weighed, ceiling, weigh},
    birth,
    form::{Form, similarity},
    score::{Prepared, PreparedName, SLIP_LENGTH, compare, name_evidence, needed, person_evidence},
};

/// A little less than what is needed: the index's sums are taken in another order than the parts'.
const SLACK: f32 = 1e-3;
/// A date of birth this near makes one agreeing token enough to look at a subject.
pub const DATE_HELPS: f32 = 0.7;
/// The most that gender and nationality can be worth.
const MOST_OTHER: f32 = 0.6;
/// A form that so many names hold is looked at before they are marked.
const MANY: usize = 16;

impl Index {
    /// The subjects that `query` may be, best first, ties by key.
    pub fn query(&self, query: &Query, options: &QueryOptions) -> Vec<Match> {
        let prepared = Prepared::new(query);
        let mut places: Vec<u32> = Vec::new();
        for document in &query.documents {
            let number = document.normal_number();
            if number.len() >= SLIP_LENGTH {
                each_number_key(&number, |hash| {
                    self.near_documents.each(&[hash], |place| places.push(place));
                });
            }
            places.extend(self.by_document.get(number.as_str()).into_iter().flatten());
        }
        let mut scratch = self
            .spare
            .lock()
            .ok()
            .and_then(|mut spare| spare.pop())
            .unwrap_or_else(|| Scratch::new(self.forms.len(), self.names.len()));
        for name in &prepared.names {
            Search::new(self, query, name, options.threshold, &mut scratch).run(&mut places);
            scratch.clean();
        }
        if let Ok(mut spare) = self.spare.lock() {
            spare.push(scratch);
        }
        places.sort_unstable();
        places.dedup();
        let mut found: Vec<Match> =
            places.into_iter().map(|place| compare(&prepared, &self.subjects[place as usize])).collect();
        found.retain(|m| m.score >= options.threshold);
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.key.cmp(&b.key)));
        found.truncate(options.top);
        found
    }
}

/// One reading of a query's name on its way through the index.
struct Search<'a> {
    index: &'a Index,
    query: &'a Query,
    name: &'a PreparedName,
    weighed: Vec<Weighed<'a>>,
    born: Option<Born>,
    /// The evidence that names and persons need together.
    needed: f32,
    /// `(subject, one of its names)`, where a name holds enough equal tokens to look at all names of the subject.
    enough: Vec<(u32, u32)>,
    /// The tokens of the name at hand.
    subject: Vec<Weighed<'a>>,
    scratch: &'a mut Scratch,
}

impl<'a> Search<'a> {
    fn new(
        index: &'a Index,
        query: &'a Query,
        name: &'a PreparedName,
        threshold: f32,
        scratch: &'a mut Scratch,
    ) -> Self {
        Self {
            index,
            query,
            name,
            weighed: weigh(&name.tokens),
            born: query.birth.map(|birth| Born::of(&[birth])),
            needed: needed(threshold) - SLACK,
            enough: Vec::new(),
            subject: Vec::new(),
            scratch,
        }
    }

    /// Adds the subjects whose names and dates reach the threshold.
    fn run(mut self, places: &mut Vec<u32>) {
        self.gather();
        // One token is enough where the date helps, or where the query has no more.
        let single = self.name.tokens.len() <= 1;
        if self.born.is_some() || single {
            let (index, scratch) = (self.index, &*self.scratch);
            let born = self.born.unwrap_or_default();
            let may_do = |&holder: &u32| single || born.may_be(index.born[holder as usize]);
            let mut once: Vec<u32> = scratch.touched.iter().copied().filter(may_do).collect();
            once.retain(|&holder| scratch.marks(holder).count_ones() < 2 && self.one_is_enough(holder));
            for holder in once {
                self.look(holder, places);
            }
        }
        for at in 0..self.scratch.twice.len() {
            self.look(self.scratch.twice[at], places);
        }
        let mut enough = std::mem::take(&mut self.enough);
        enough.sort_unstable();
        enough.dedup_by_key(|&mut (subject, _)| subject);
        places.extend(
            enough.into_iter().filter(|&found| self.subject_reaches(found)).map(|(subject, _)| subject),
        );
    }

    /// Adds the subject of a name that is worth enough; where the name holds enough equal tokens, its subject is kept
    /// for a look at all of its names.
    fn look(&mut self, holder: u32, places: &mut Vec<u32>) {
        let born = self.born.map_or(0.0, |born| born.most(self.index.born[holder as usize]));
        if MOST_NAMES + born + MOST_OTHER < self.needed {
            return;
        }
        let listed = &self.index.names[holder as usize];
        let (found, equal) = self.verify(listed);
        let least = if self.one_is_enough(holder) { 1 } else { 2 };
        if equal.count_ones() >= least {
            self.enough.push((listed.subject, holder));
        } else if found.count_ones() >= least {
            let needed = self.needed_of(listed.subject);
            if MOST_NAMES >= needed && self.reaches(listed, needed) {
                places.push(listed.subject);
            }
        }
    }

    /// What the names of a subject must be worth, beside what else is known of it.
    fn needed_of(&self, subject: u32) -> f32 {
        let Subject { births, gender, nationalities, .. } = &self.index.subjects[subject as usize];
        self.needed - person_evidence(self.query, births, *gender, nationalities)
    }

    /// Whether any name of a subject is worth enough: the one that holds the equal tokens need not be the best.
    fn subject_reaches(&mut self, (subject, holder): (u32, u32)) -> bool {
        let needed = self.needed_of(subject);
        if MOST_NAMES < needed {
            return false;
        }
        // The names of a subject are next to each other.
        let (before, after) = self.index.names.split_at(holder as usize);
        let own = |name: &&IndexedName| name.subject == subject;
        let mut names = after.iter().take_while(own).chain(before.iter().rev().take_while(own));
        names.any(|listed| self.reaches(listed, needed))
    }

    /// Whether one agreeing token is worth a look: beside a date of birth that helps, or where there is no other.
    fn one_is_enough(&self, holder: u32) -> bool {
        self.name.tokens.len() <= 1
            || (self.born.is_some_and(|born| born.may_be(self.index.born[holder as usize])) && {
                let subject = self.index.names[holder as usize].subject;
                date_helps(self.query.birth, &self.index.subjects[subject as usize].births)
            })
    }

    /// Marks every name that may hold a neighbour of a token.
    fn gather(&mut self) {
        let index = self.index;
        let mut hashes = Vec::with_capacity(128);
        let mut candidates = Vec::with_capacity(512);
        let mut ranges = Vec::with_capacity(512);
        for token in 0..self.weighed.len() {
            let form = self.weighed[token].form;
            if form.is_initial() {
                continue;
            }
            hashes.clear();
            each_key(form, true, |hash| hashes.push(hash));
            candidates.clear();
            index.keys.each(&hashes, |form| {
                if self.scratch.state(token, form) == 0 {
                    self.scratch.set_state(token, form, state::SHARES);
                    candidates.push(form);
                }
            });
            // In passes, so that the waits for memory overlap: what the forms are, the first name of each, the rest.
            ranges.clear();
            for &form in &candidates {
                let brief = &index.briefs[form as usize];
                let (from, to) = (brief.from as usize, brief.to as usize);
                ranges.push((form, index.postings[from], from + 1..to));
            }
            for (form, first, rest) in ranges.drain(..) {
                if rest.len() < MANY || self.settle(token, form) {
                    self.scratch.mark(first, 1 << token);
                    index.postings[rest].iter().for_each(|&name| self.scratch.mark(name, 1 << token));
                }
            }
        }
        for (place, pair) in self.name.tokens.windows(2).enumerate() {
            let Some(form) = together(&pair[0].form, &pair[1].form) else { continue };
            let scratch = &mut *self.scratch;
            hashes.clear();
            each_key(&form, false, |hash| hashes.push(hash));
            index.keys.each(&hashes, |listed| {
                if similarity(&form, &index.forms[listed as usize]).is_some() {
                    scratch.set_state(place, listed, state::ALIKE);
                    scratch.set_state(place + 1, listed, state::ALIKE);
                    index.holders(listed).iter().for_each(|&name| scratch.mark(name, 3 << place));
                }
            });
        }
    }

    /// The tokens that have a neighbour in a name, and those of them that have an equal.
    fn verify(&mut self, listed: &IndexedName) -> (u16, u16) {
        let index = self.index;
        let (mut found, mut equal) = (0, 0);
        let tokens = index.tokens[listed.from as usize..listed.to as usize].iter().map(|&(form, _)| form);
        let pairs = index.pairs[listed.pairs_from as usize..listed.pairs_to as usize].iter().copied();
        for form in tokens.chain(pairs) {
            let mut states = self.scratch.states(form);
            let mut token = 0;
            while states != 0 {
                let is_alike = match states & 3 {
                    state::SHARES => self.settle(token, form),
                    known => known == state::ALIKE,
                };
                found |= u16::from(is_alike) << token;
                if is_alike && self.weighed[token].form.text == index.forms[form as usize].text {
                    equal |= 1 << token;
                }
                states >>= 2;
                token += 1;
            }
        }
        (found, equal)
    }

    /// Looks whether a token and a form that share a key are alike.
    fn settle(&mut self, token: usize, form: u32) -> bool {
        let is_alike = alike(self.index, &self.weighed, self.scratch, token, form).is_some();
        self.scratch.set_state(token, form, if is_alike { state::ALIKE } else { 0 });
        is_alike
    }

    /// Whether a name is worth so much.
    fn reaches(&mut self, listed: &IndexedName, needed: f32) -> bool {
        let index = self.index;
        let tokens = &index.tokens[listed.from as usize..listed.to as usize];
        let mut subject = std::mem::take(&mut self.subject);
        subject.clear();
        subject.extend(tokens.iter().map(|&(form, field)| {
            let Brief { print, weight, .. } = index.briefs[form as usize];
            Weighed { form: &index.forms[form as usize], field, weight, print }
        }));
        let (weighed, scratch, cut) = (&self.weighed, &mut *self.scratch, self.name.cut);
        let mut alike = |i: usize, j: usize| alike(index, weighed, scratch, i, tokens[j].0);
        let reaches = ceiling(weighed, &subject, cut, &mut alike) + SLACK >= needed
            && name_evidence(weighed, cut, &subject, listed.strength, alike) >= needed;
        self.subject = subject;
        reaches
    }
}

impl Index {
    /// The names that hold a form.
    fn holders(&self, form: u32) -> &[u32] {
        let Brief { from, to, .. } = self.briefs[form as usize];
        &self.postings[from as usize..to as usize]
    }
}

fn alike(index: &Index, weighed: &[Weighed<'_>], scratch: &mut Scratch, token: usize, form: u32) -> Alike {
    let mine = &weighed[token];
    scratch.alike(token, form, || {
        let theirs: &Form = &index.forms[form as usize];
        if mine.print.may_be(index.briefs[form as usize].print) {
            similarity(mine.form, theirs)
        } else {
            None
        }
    })
}

fn date_helps(query: Option<PartialDate>, listed: &[PartialDate]) -> bool {
    birth::best(query, listed).is_some_and(|(evidence, _)| evidence.weight >= DATE_HELPS)
}
