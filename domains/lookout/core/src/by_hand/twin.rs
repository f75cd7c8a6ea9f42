//! A proposal that asks for what another one asks for already.

use std::collections::BTreeSet;

use pc_kernel::{Document, EntryId, Gender};
use pc_store::{Snapshot, SnapshotExt, StoreError};

use super::{Draft, Step};
use crate::{
    model::{Entry, Proposal, ProposalState},
    queries,
};

/// Proposals read at a time.
const PAGE: usize = 200;

/// The proposal that waits and asks for the same as `step` does of `entry`, which was read at `version`.
pub(super) async fn waiting(
    view: &dyn Snapshot,
    entry: EntryId,
    version: u32,
    step: &Step,
) -> Result<Option<Proposal>, StoreError> {
    let waiting = view.load_all::<Proposal>(queries::proposals(ProposalState::Waiting, None, PAGE)).await?;
    // What was proposed for an earlier form of the entry can no longer be approved.
    let target = |waits: &Proposal| (waits.entry, waits.version) == (entry, version);
    let mut waiting = waiting.into_iter().map(|stored| stored.record);
    Ok(waiting.find(|waits| same(&waits.step, step, target(waits))))
}

/// An entry may wait for a change and for its end: the second person chooses. For two changes, or two ends, there is
/// nothing to choose.
fn same(waiting: &Step, step: &Step, target: bool) -> bool {
    match (waiting, step) {
        (Step::Create { list, draft, .. }, Step::Create { list: in_list, draft: other, .. }) => {
            target || (list == in_list && alike(draft, other))
        }
        (Step::Change { .. }, Step::Change { .. }) | (Step::End { .. }, Step::End { .. }) => target,
        _ => false,
    }
}

/// What is said of a `step` whose like waits already.
pub(super) fn told(step: &Step, waits: &Proposal) -> String {
    let by = format!("by {} on {}", waits.by.name, waits.at.strftime("%Y-%m-%d"));
    match step {
        Step::Create { .. } => format!("the same is proposed already, {by}: it waits in Approvals"),
        Step::Change { .. } => format!("a change of this entry waits already, {by}, in Approvals"),
        Step::End { .. } => format!("an end of this entry waits already, {by}, in Approvals"),
    }
}

/// Whether two new entries are of the same subject: the same name, births and category, and nothing that tells them apart.
/// Without a name the documents are all there is. With a name alone, only the same reason makes them the same.
fn alike(one: &Draft, other: &Draft) -> bool {
    let births = |draft: &Draft| draft.births.iter().copied().collect::<BTreeSet<_>>();
    let numbers =
        |draft: &Draft| draft.documents.iter().map(Document::normal_number).collect::<BTreeSet<_>>();
    let (name, these, those) = (Entry::name_key(one.name()), numbers(one), numbers(other));
    let papers = these.is_disjoint(&those) && (name.is_empty() || !(these.is_empty() || those.is_empty()));
    let bare =
        [&one.births, &other.births].iter().all(|b| b.is_empty()) && these.is_empty() && those.is_empty();
    one.schema == other.schema
        && one.category == other.category
        && name == Entry::name_key(other.name())
        && births(one) == births(other)
        && !(papers || differ(one, other))
        && (!bare || one.reason.trim() == other.reason.trim())
}

/// Whether both state a gender, or nationalities, and have none in common. `X` may be what was not stated.
fn differ(one: &Draft, other: &Draft) -> bool {
    let genders = [one.gender, other.gender];
    let nations = (&one.nationalities, &other.nationalities);
    let stated = !(nations.0.is_empty() || nations.1.is_empty());
    [Gender::F, Gender::M].iter().all(|gender| genders.contains(&Some(*gender)))
        || (stated && !nations.0.iter().any(|nation| nations.1.contains(nation)))
}

#[cfg(test)]
mod tests {
    use pc_kernel::{Country, DocumentKind};
    use pc_watchlist::{Name, NameKind, Schema};

    use super::{Document, Gender, alike};
    use crate::{Category, by_hand::Draft};

    fn draft(name: &str, births: &[&str], number: &str) -> Draft {
        let document = |number: &str| Document {
            kind: DocumentKind::Passport,
            stated: None,
            number: number.to_owned(),
            issuer: None,
            expiry: None,
        };
        let name = Name { value: name.to_owned(), kind: NameKind::Primary };
        Draft {
            schema: Schema::Person,
            names: if name.value.is_empty() { Vec::new() } else { vec![name] },
            gender: None,
            births: births.iter().map(|b| b.parse().unwrap()).collect(),
            nationalities: Vec::new(),
            documents: if number.is_empty() { Vec::new() } else { vec![document(number)] },
            remarks: None,
            category: Category::Detain,
            reason: "a test".to_owned(),
            valid_from: None,
            valid_until: None,
        }
    }

    #[test]
    fn new_entries_are_alike_by_name_birth_and_category() {
        let one = draft("HANDMADE, Vera", &["1979-03-14", "1980"], "T 1");
        assert!(alike(&one, &draft("Handmade  Vera", &["1980", "1979-03-14"], "t1")));
        assert!(alike(&one, &draft("HANDMADE, Vera", &["1979-03-14", "1980"], "")));
        assert!(!alike(&one, &draft("HANDMADE, Vera", &["1979-03-14", "1980"], "T2")), "another passport");
        assert!(!alike(&one, &draft("HANDMADE, Vera", &["1979-03-14"], "T1")));
        assert!(!alike(&one, &draft("HANDMADE, Verena", &["1979-03-14", "1980"], "T1")));
        assert!(!alike(&one, &Draft { category: Category::RefuseEntry, ..one.clone() }));
        // Gender and nationalities that both state.
        let woman = Draft { gender: Some(Gender::F), ..one.clone() };
        assert!(alike(&one, &woman));
        assert!(alike(&woman, &Draft { gender: Some(Gender::X), ..one.clone() }));
        assert!(!alike(&woman, &Draft { gender: Some(Gender::M), ..one.clone() }));
        let of = |codes: &[&str]| Draft {
            nationalities: codes.iter().map(|code| Country::parse(code).unwrap()).collect(),
            ..one.clone()
        };
        assert!(alike(&one, &of(&["CZ"])) && alike(&of(&["CZ", "SK"]), &of(&["CZE"])));
        assert!(!alike(&of(&["CZ"]), &of(&["SK"])));
        // A name alone.
        let bare = draft("HANDMADE, Vera", &[], "");
        assert!(alike(&bare, &bare) && alike(&bare, &draft("HANDMADE, Vera", &[], "T1")));
        let other = Draft { reason: "another court".to_owned(), ..bare.clone() };
        assert!(!alike(&bare, &other), "perhaps two people");
        assert!(alike(&one, &Draft { reason: other.reason, ..one.clone() }), "their births are the same");
        // Without a name.
        assert!(alike(&draft("", &[], "T1"), &draft("", &[], "T-1")));
        assert!(!alike(&draft("", &[], "T1"), &draft("", &[], "T2")));
    }
}
