//! What is known of an entry besides names and dates, in a byte: enough to tell what gender and nationality are worth at
//! most before the entry is read.

use pc_kernel::{Country, Gender};

use crate::{
    Query, Subject,
    score::{gender_weight, nationality_weight},
};

/// Two bits of gender, six of nationality: none, a mix of its letters, or several.
const SEVERAL: u8 = 63;

/// The byte of a subject.
pub fn of(subject: &Subject) -> u8 {
    let mut countries = subject.nationalities.iter().filter(|country| country.is_country());
    let nationality = match (countries.next(), countries.next()) {
        (None, _) => 0,
        (Some(one), None) => mixed(*one),
        _ => SEVERAL,
    };
    gender(subject.gender) << 6 | nationality
}

fn gender(gender: Option<Gender>) -> u8 {
    match gender {
        None => 0,
        Some(Gender::F) => 1,
        Some(Gender::M) => 2,
        Some(Gender::X) => 3,
    }
}

/// From 1 to 62.
fn mixed(country: Country) -> u8 {
    let sum = country.as_str().bytes().fold(0_u32, |sum, letter| sum * 31 + u32::from(letter));
    (sum % 62) as u8 + 1
}

/// The most that gender and nationality are worth to a query, for every byte.
#[derive(Debug)]
pub struct Others([f32; 256]);

impl Others {
    pub fn new(query: &Query) -> Self {
        let genders = [None, Some(Gender::F), Some(Gender::M), Some(Gender::X)];
        let by_gender = genders.map(|g| gender_weight(query.gender, g).map_or(0.0, |(weight, _)| weight));
        let same = query.nationality.map(|country| {
            let weight = |listed| nationality_weight(query.nationality, &[listed]).map_or(0.0, |w| w.0);
            (mixed(country), weight(country), weight(other_than(country)))
        });
        let by_nationality = |code: u8| match same {
            Some((mine, agree, _)) if code == mine || code == SEVERAL => agree,
            Some((_, _, differ)) if code != 0 => differ,
            _ => 0.0,
        };
        let mut most = [0.0; 256];
        for (byte, most) in most.iter_mut().enumerate() {
            *most = by_gender[byte >> 6] + by_nationality(byte as u8 & 63) + 1e-3;
        }
        Self(most)
    }

    /// The most of an entry with this byte.
    pub fn of(&self, byte: u8) -> f32 {
        self.0[usize::from(byte)]
    }

    /// The most of any entry.
    pub fn most(&self) -> f32 {
        self.0.iter().copied().fold(f32::NEG_INFINITY, f32::max)
    }
}

/// Any other country.
fn other_than(country: Country) -> Country {
    ["FRA", "DEU"].into_iter().filter_map(Country::parse).find(|other| *other != country).unwrap_or(country)
}

#[cfg(test)]
mod tests {
    use pc_kernel::{Country, Gender};

    use super::{Others, of};
    use crate::{Query, Subject, SubjectKind, score::person_evidence};

    #[test]
    fn no_entry_is_worth_more_than_its_byte() {
        let countries = ["FRA", "SYR", "IRQ", "USA", "XXA"].map(|code| Country::parse(code).unwrap());
        let genders = [None, Some(Gender::F), Some(Gender::M), Some(Gender::X)];
        let lists =
            [&[][..], &countries[..1], &countries[1..2], &countries[2..4], &countries[4..], &countries[3..]];
        let nationality = |at: usize| countries.get(at).copied();
        for (gender, at) in genders.into_iter().flat_map(|gender| (0..=5).map(move |at| (gender, at))) {
            let query = Query { gender, nationality: nationality(at), ..Query::default() };
            let others = Others::new(&query);
            for (gender, list) in genders.into_iter().flat_map(|g| lists.iter().map(move |list| (g, list))) {
                let subject = Subject {
                    key: 0,
                    kind: SubjectKind::Person,
                    names: vec![],
                    gender,
                    births: vec![],
                    nationalities: list.to_vec(),
                    documents: vec![],
                };
                let worth = person_evidence(&query, &[], gender, list);
                let bound = others.of(of(&subject));
                assert!(worth <= bound && bound <= others.most(), "{query:?} {subject:?}");
            }
        }
    }
}
