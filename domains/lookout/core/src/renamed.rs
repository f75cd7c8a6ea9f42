//! Lists that were imported when all files of OpenSanctions were one list, and all other FollowTheMoney entities another.

use std::borrow::Cow;

use pc_kernel::GenericUuid;
use pc_store::{Snapshot, SnapshotExt};

use crate::{
    LookoutError,
    model::{Entry, List, entry_id, list_id},
    survey::Survey,
};

/// What those lists were called, with the forms of their files.
const BEFORE: [(&str, &[&str]); 2] =
    [("OPENSANCTIONS", &["opensanctions-csv", "ftm-jsonl"]), ("FTM", &["ftm-jsonl"])];

/// What is known of the files, under the name that their list has here. A list of before keeps its name: files of which
/// most entries stand in it, and which are half as large at the least, are its next edition and no list of their own. How
/// large files are that are cut says nothing.
pub(crate) async fn known_as<'a>(
    view: &dyn Snapshot,
    survey: &'a Survey,
) -> Result<Cow<'a, Survey>, LookoutError> {
    for (name, forms) in BEFORE {
        let list = list_id(name);
        if !forms.contains(&survey.format) || survey.list == name {
            continue;
        }
        let Some(before) = view.load::<List>(list.into_untyped_uuid()).await? else { continue };
        let own = view.load::<List>(list_id(&survey.list).into_untyped_uuid()).await?;
        // A list without entries is what is left of an import that was undone.
        if own.is_some_and(|own| own.record.entries > 0)
            || before.record.entries == 0
            || (!survey.cut && survey.entries < before.record.entries / 2)
        {
            continue;
        }
        let mut known = 0;
        for id in &survey.first {
            let entry = entry_id(list, id).into_untyped_uuid();
            known += usize::from(view.load::<Entry>(entry).await?.is_some());
        }
        if known * 2 > survey.first.len() {
            return Ok(Cow::Owned(Survey { list: name.to_owned(), ..survey.clone() }));
        }
    }
    Ok(Cow::Borrowed(survey))
}
