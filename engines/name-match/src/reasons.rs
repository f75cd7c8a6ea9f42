//! The parts of a score, with their reasons in words.

use pc_kernel::{Country, Gender, PartialDate};

use crate::{
    Agreement, Feature, Part,
    align::Alignment,
    birth,
    form::How,
    score::{gender_weight, nationality_weight},
    text::{Field, Token},
};

/// From here on the rarity of what agrees is said to be that of many people's names.
const MANY: f32 = -0.5;

/// What the two sides are called.
pub struct Words {
    /// Before a feature of the second side.
    theirs: &'static str,
    not_in_first: &'static str,
    not_in_second: &'static str,
    first: &'static str,
    second: &'static str,
}

/// A traveler and an entry of a list.
pub const LISTED: Words = Words {
    theirs: "listed ",
    not_in_first: "not in the traveler's name",
    not_in_second: "not in the listed name",
    first: "of the traveler",
    second: "of the entry",
};

/// Two names.
pub const NAMES: Words = Words {
    theirs: "",
    not_in_first: "in one name only",
    not_in_second: "in one name only",
    first: "of one side",
    second: "of one side",
};

/// The parts of aligned names, each token's first.
pub fn name_parts(
    query: &[Token],
    subject: &[Token],
    found: &Alignment,
    words: &Words,
    parts: &mut Vec<Part>,
) {
    let written = |tokens: &[Token], (from, to): (u8, u8)| {
        tokens[usize::from(from)..=usize::from(to)]
            .iter()
            .map(|t| t.written.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut values = found.values.iter().copied();
    for pair in &found.pairs {
        let (a, b) = (written(query, pair.query), written(subject, pair.subject));
        let (feature, label) = feature_of(query[usize::from(pair.query.0)].field);
        let same_text =
            query[usize::from(pair.query.0)].form.text == subject[usize::from(pair.subject.0)].form.text;
        let apart = pair.query.0 != pair.query.1 || pair.subject.0 != pair.subject.1;
        let (agreement, mut text) = match pair.how {
            _ if a == b => (Agreement::Agree, format!("{label} equal: {a}")),
            How::Equal if same_text => {
                (Agreement::Agree, format!("{label} equal after transliteration ({a} = {b})"))
            }
            _ if apart => (Agreement::Near, format!("{label} equal when written together ({a} = {b})")),
            How::Equal | How::Sound => (Agreement::Agree, format!("{label} spelled otherwise ({a} / {b})")),
            How::Similar => (Agreement::Near, format!("{label} similar: {a} / {b}")),
            How::Initial => (Agreement::Near, format!("{label} agrees with an initial ({a} / {b})")),
            How::Truncated => (Agreement::Near, format!("{label} begins alike ({a} / {b})")),
            How::Nickname => (Agreement::Near, format!("{label} another form of the name ({a} / {b})")),
        };
        let (mine, theirs) =
            (query[usize::from(pair.query.0)].field, subject[usize::from(pair.subject.0)].field);
        if matches!((mine, theirs), (Field::Surname, Field::Given) | (Field::Given, Field::Surname)) {
            text.push_str(", listed in the other part of the name");
        }
        parts.push(Part { feature, agreement, weight: values.next().unwrap_or(0.0), text });
    }
    for &i in &found.extra_query {
        let (feature, label) = feature_of(query[i].field);
        let text = format!("{label} {} {}", query[i].written, words.not_in_second);
        parts.push(Part {
            feature,
            agreement: Agreement::Differ,
            weight: values.next().unwrap_or(0.0),
            text,
        });
    }
    for &j in &found.extra_subject {
        let (feature, label) = feature_of(subject[j].field);
        let text = format!("{}{label} {} {}", words.theirs, subject[j].written, words.not_in_first);
        parts.push(Part {
            feature,
            agreement: Agreement::Unknown,
            weight: values.next().unwrap_or(0.0),
            text,
        });
    }
    let mut name_part = |agreement, weight: f32, text: &str| {
        parts.push(Part { feature: Feature::Name, agreement, weight, text: text.to_owned() });
    };
    if found.rarity != 0.0 {
        let text = match found.rarity {
            rarity if rarity > 0.0 => "the names that agree are rare",
            rarity if rarity > MANY => "the names that agree are common or few",
            _ => "the names that agree are those of many people",
        };
        name_part(Agreement::Unknown, found.rarity, text);
    }
    if found.single != 0.0 {
        name_part(Agreement::Unknown, found.single, "only one name agrees");
    }
}

fn feature_of(field: Field) -> (Feature, &'static str) {
    match field {
        Field::Surname => (Feature::Surname, "surname"),
        Field::Given => (Feature::Given, "given name"),
        Field::Whole => (Feature::Name, "name"),
    }
}

/// The part of the dates of birth, said to be unknown where a side has none.
pub fn birth_part(query: Option<PartialDate>, listed: &[PartialDate], words: &Words) -> Part {
    if let Some((evidence, listed)) = birth::best(query, listed) {
        let mine = query.map(|b| b.to_string()).unwrap_or_default();
        let listed = listed.to_string();
        let text = if mine == listed {
            format!("{} ({mine})", evidence.text)
        } else {
            format!("{} ({mine}, {listed})", evidence.text)
        };
        return Part {
            feature: Feature::Birth,
            agreement: evidence.agreement,
            weight: evidence.weight,
            text,
        };
    }
    let side = if query.is_none() { words.first } else { words.second };
    let text = format!("date of birth {side} not known");
    Part { feature: Feature::Birth, agreement: Agreement::Unknown, weight: 0.0, text }
}

/// The parts of gender and nationality, where both sides say.
pub fn other_parts(
    (gender, nationality): (Option<Gender>, Option<Country>),
    (listed_gender, listed): (Option<Gender>, &[Country]),
    parts: &mut Vec<Part>,
) {
    if let (Some((weight, agreement)), Some(mine), Some(theirs)) =
        (gender_weight(gender, listed_gender), gender, listed_gender)
    {
        let text = if agreement == Agreement::Agree {
            format!("gender agrees ({})", mine.letter())
        } else {
            format!("gender differs ({}, {})", mine.letter(), theirs.letter())
        };
        parts.push(Part { feature: Feature::Gender, agreement, weight, text });
    }
    if let (Some((weight, agreement)), Some(mine)) = (nationality_weight(nationality, listed), nationality) {
        let text = if agreement == Agreement::Agree {
            format!("nationality agrees ({mine})")
        } else {
            let listed: Vec<&str> = listed.iter().map(Country::as_str).collect();
            format!("nationality differs ({mine}, {})", listed.join(" "))
        };
        parts.push(Part { feature: Feature::Nationality, agreement, weight, text });
    }
}
