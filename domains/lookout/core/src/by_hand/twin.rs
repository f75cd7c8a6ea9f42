//! A proposal that asks for what another one asks for already.

use std::collections::BTreeSet;

use pc_kernel::{Document, EntryId};
use pc_store::{Snapshot, StoreError, Versioned};

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
    let mut scan = queries::proposals(ProposalState::Waiting, None, PAGE);
    loop {
        let page = view.scan(&scan).await?;
        for stored in &page.records {
            let proposal = Versioned::<Proposal>::read(stored)?.record;
            // What was proposed for an earlier form of the entry can no longer be approved.
            let target = (proposal.entry, proposal.version) == (entry, version);
            if same(&proposal.step, step, target) {
                return Ok(Some(proposal));
            }
        }
        if page.next.is_none() {
            return Ok(None);
        }
        scan.after = page.next;
    }
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

/// Whether two new entries are of the same subject: the same name, births and category. Different documents tell two people
/// of one name apart; without a name the documents are all there is.
fn alike(one: &Draft, other: &Draft) -> bool {
    let births = |draft: &Draft| draft.births.iter().copied().collect::<BTreeSet<_>>();
    let numbers =
        |draft: &Draft| draft.documents.iter().map(Document::normal_number).collect::<BTreeSet<_>>();
    let (name, these, those) = (Entry::name_key(one.name()), numbers(one), numbers(other));
    let apart = these.is_disjoint(&those) && (name.is_empty() || !(these.is_empty() || those.is_empty()));
    one.schema == other.schema
        && one.category == other.category
        && name == Entry::name_key(other.name())
        && births(one) == births(other)
        && !apart
}

#[cfg(test)]
mod tests {
    use pc_kernel::DocumentKind;
    use pc_watchlist::{Name, NameKind, Schema};

    use super::{Document, alike};
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
        // Without a name.
        assert!(alike(&draft("", &[], "T1"), &draft("", &[], "T-1")));
        assert!(!alike(&draft("", &[], "T1"), &draft("", &[], "T2")));
    }
}
