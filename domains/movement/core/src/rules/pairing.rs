//! Which listed person a message's person is. Two people of one message never pair with one listing; people who
//! merely share a document number, a name or a birthday are not paired unless something else agrees.

use std::collections::{HashMap, HashSet};

use pc_manifest::Person;

use crate::model::name_key;

/// How surely `a` and `b` are the same listing: a higher rank is surer; `None` when they are not.
fn rank(a: &Person, b: &Person) -> Option<u8> {
    if a.role != b.role {
        return None;
    }
    let same = |x: &Option<String>, y: &Option<String>| matches!((x, y), (Some(x), Some(y)) if x == y);
    let name = name_key(&a.surname, &a.given) == name_key(&b.surname, &b.given);
    let surname = !a.surname.is_empty() && name_key(&a.surname, "") == name_key(&b.surname, "");
    let begins = given_begins(a, b);
    let birth = matches!((a.birth, b.birth), (Some(x), Some(y)) if x == y);
    let birth_differs = matches!((a.birth, b.birth), (Some(x), Some(y)) if x != y);
    let document = a.documents.iter().any(|x| {
        let number = x.normal_number();
        !number.is_empty() && b.documents.iter().any(|y| y.normal_number() == number)
    });
    let documents_differ = !document && !a.documents.is_empty() && !b.documents.is_empty();
    if same(&a.reference, &b.reference) && (name || birth || document || surname) {
        return Some(9);
    }
    match (document, name, birth) {
        (true, true, true) => return Some(8),
        (true, true, false) => return Some(7),
        (true, false, true) if surname || begins => return Some(6),
        (false, true, true) if !documents_differ || same(&a.locator, &b.locator) => return Some(5),
        _ => {}
    }
    let locator = same(&a.locator, &b.locator);
    if locator && (name || surname && begins) && !birth_differs && !documents_differ {
        return Some(4);
    }
    // A corrected name: same booking, same seat, and birth date or document agree.
    if locator && same(&a.seat, &b.seat) && (birth || document) {
        return Some(3);
    }
    // Nothing but the name is known of one of the two.
    (name
        && !birth_differs
        && !documents_differ
        && !a.name_pending
        && (a.locator.is_none() || b.locator.is_none()))
    .then_some(1)
}

fn given_begins(a: &Person, b: &Person) -> bool {
    let (a, b) = (name_key("", &a.given), name_key("", &b.given));
    let (a, b) = (a.trim(), b.trim());
    !a.is_empty() && !b.is_empty() && (a.starts_with(b) || b.starts_with(a))
}

/// For each of `incoming`, the index in `known` of the listing it is. The surest pairs are taken first, so the
/// outcome does not depend on the order of people in the message.
pub fn pair(known: &[Person], incoming: &[Person]) -> Vec<Option<usize>> {
    // Candidates share a name, a document number, a locator or a reference: without this, a full aircraft would
    // compare everybody with everybody.
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, person) in known.iter().enumerate() {
        for key in keys(person) {
            by_key.entry(key).or_default().push(index);
        }
    }
    let mut pairs = Vec::new();
    for (at, person) in incoming.iter().enumerate() {
        let mut seen = HashSet::new();
        for index in keys(person).iter().filter_map(|key| by_key.get(key)).flatten() {
            if seen.insert(*index)
                && let Some(rank) = rank(&known[*index], person)
            {
                pairs.push((std::cmp::Reverse(rank), at, *index));
            }
        }
    }
    pairs.sort_unstable();
    let mut taken = vec![false; known.len()];
    let mut result = vec![None; incoming.len()];
    for (_, at, index) in pairs {
        if result[at].is_none() && !taken[index] {
            taken[index] = true;
            result[at] = Some(index);
        }
    }
    result
}

fn keys(person: &Person) -> Vec<String> {
    let mut keys = vec![format!("n{}", name_key(&person.surname, &person.given))];
    keys.extend(person.locator.iter().map(|l| format!("l{l}")));
    keys.extend(person.reference.iter().map(|r| format!("r{r}")));
    keys.extend(person.documents.iter().map(|d| format!("d{}", d.normal_number())).filter(|k| k.len() > 1));
    keys
}

#[cfg(test)]
mod tests {
    use pc_kernel::{Document, DocumentKind, Role, Span};
    use pc_manifest::Person;

    use super::pair;

    fn person(surname: &str, given: &str, birth: &str, document: &str) -> Person {
        let mut person = Person::new(Role::Passenger, Span::default());
        person.surname = surname.into();
        person.given = given.into();
        person.birth = birth.parse().ok();
        if !document.is_empty() {
            person.documents.push(Document {
                kind: DocumentKind::Passport,
                stated: None,
                number: document.into(),
                issuer: None,
                expiry: None,
            });
        }
        person
    }

    #[test]
    fn a_corrected_birth_date_stays_the_same_listing() {
        let known = [person("VALE", "ANA", "1980-01-02", "P100")];
        assert_eq!(pair(&known, &[person("VALE", "ANA", "1981-01-02", "P100")]), [Some(0)]);
    }

    #[test]
    fn two_people_with_one_document_number_stay_two() {
        let known =
            [person("VALE", "ANA", "1980-01-02", "P100"), person("REED", "TOM", "1975-05-05", "P100")];
        let incoming =
            [person("REED", "TOM", "1975-05-05", "P100"), person("VALE", "ANA", "1980-01-02", "P100")];
        assert_eq!(pair(&known, &incoming), [Some(1), Some(0)]);
    }

    #[test]
    fn namesakes_with_other_birth_dates_and_documents_are_not_paired() {
        let known = [person("VALE", "ANA", "1980-01-02", "P100")];
        assert_eq!(pair(&known, &[person("VALE", "ANA", "1999-09-09", "P200")]), [None]);
    }

    #[test]
    fn twins_in_one_message_take_one_listing_each() {
        let known = [person("VALE", "ANA", "1980-01-02", "")];
        let incoming = [person("VALE", "ANA", "1980-01-02", ""), person("VALE", "ANA", "1980-01-02", "")];
        assert_eq!(pair(&known, &incoming).iter().flatten().count(), 1);
    }
}
