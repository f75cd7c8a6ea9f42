//! A property test: whatever is put, changed and removed, every scan is what a plain sorted list would give.

use std::{collections::BTreeMap, sync::Arc};

use pc_kernel::{Rng, SeededRng};
use uuid::Uuid;

use super::{
    commits::load,
    fixture::{ITEM, Item, id, item, set},
};
use crate::{Cursor, Record, Scan, Store, Value};

const SEEDS: u64 = 6;
const ROUNDS: u64 = 25;

/// Few different values, so that equal ones are common.
fn random_item(rng: &SeededRng, n: u64, free_code: bool) -> Item {
    let word = ["", "a", "ab", "b", "\u{e9}", "Z"].get(usize::try_from(rng.below(8)).unwrap_or(0));
    let number = [-2, 0, 1, i64::MAX].get(usize::try_from(rng.below(6)).unwrap_or(0));
    let said = ["", "ALI", "ALI ALIM", "AL ALI B", "B \u{c9}T\u{c9} B", "\"Q Q\\ A"];
    let said = said.get(usize::try_from(rng.below(8)).unwrap_or(0));
    Item {
        said: said.map(|w| (*w).to_owned()),
        word: word.map(|w| (*w).to_owned()),
        number: number.copied(),
        code: (free_code && rng.below(2) == 0).then(|| format!("code {n}")),
        ..item(n)
    }
}

fn random_value(rng: &SeededRng, column: &str) -> Value {
    match (rng.below(6), column) {
        (0, _) => Value::Null,
        (n, "number") => Value::Int([-2, 0, 1, 5, i64::MAX][usize::try_from(n - 1).unwrap_or(0)]),
        (n, _) => ["", "a", "ab", "b", "Z"][usize::try_from(n - 1).unwrap_or(0)].into(),
    }
}

fn random_scan(rng: &SeededRng, model: &BTreeMap<Uuid, Item>) -> Scan {
    // Words are walked in their own way: see the next test.
    let plain: Vec<_> = ITEM.indexes.iter().filter(|index| ITEM.words_column(index).is_none()).collect();
    let index = plain[usize::try_from(rng.below(plain.len() as u64)).unwrap_or(0)];
    let fixed = usize::try_from(rng.below(index.columns.len() as u64 + 1)).unwrap_or(0);
    let mut scan = Scan::all::<Item>(index.name)
        .prefix(index.columns[..fixed].iter().map(|c| random_value(rng, c)))
        .limit(usize::try_from(rng.below(12)).unwrap_or(0) + 1);
    scan.reverse = rng.below(2) == 0;
    if let Some(next) = index.columns.get(fixed) {
        let bound = |rng| (SeededRng::below(rng, 3) == 0).then(|| random_value(rng, next));
        scan = scan.range(bound(rng), bound(rng));
    }
    // A place to go on after: that of a record, which may be out of the bounds, or one where no record is.
    if rng.below(3) == 0 {
        let values = match model.values().nth(usize::try_from(rng.below(model.len() as u64 + 1)).unwrap_or(0))
        {
            Some(item) => ITEM.index_values(index, &item.values()),
            None => index.columns.iter().map(|c| random_value(rng, c)).collect(),
        };
        let values = scan.prefix.iter().cloned().chain(values.into_iter().skip(fixed)).collect();
        scan = scan.after(Some(Cursor { values, id: id(rng.below(40)) }));
    }
    scan
}

/// The ids that `scan` should give, all pages together.
fn expected(scan: &Scan, model: &BTreeMap<Uuid, Item>) -> Vec<Uuid> {
    let index = scan.check().expect("a scan of the suite");
    let mut places: Vec<(Vec<Value>, Uuid)> =
        model.values().map(|item| (ITEM.index_values(index, &item.values()), item.id)).collect();
    places.sort();
    places.retain(|(values, id)| {
        let bounded = |v: &Value| match (&scan.from, &scan.to) {
            (None | Some(Value::Null), None) => true,
            (from, to) => {
                *v != Value::Null && from.as_ref().is_none_or(|f| v >= f) && to.as_ref().is_none_or(|t| v < t)
            }
        };
        let beyond = |cursor: &Cursor| {
            let (place, cursor) = ((values, id), (&cursor.values, &cursor.id));
            if scan.reverse { place < cursor } else { place > cursor }
        };
        values.starts_with(&scan.prefix)
            && values.get(scan.prefix.len()).is_none_or(bounded)
            && scan.after.as_ref().is_none_or(beyond)
    });
    if scan.reverse {
        places.reverse();
    }
    places.into_iter().map(|(_, id)| id).collect()
}

/// Random puts, changes and removals; after each, random scans and counts against the model.
pub async fn scans_match_a_model(store: Arc<dyn Store>) {
    for seed in 0..SEEDS {
        let rng = SeededRng::new(seed);
        // Each seed goes on with what the last one left, which is in the store as well.
        let mut model = BTreeMap::new();
        for n in 0..40 {
            if let Some(found) = load(&store, id(n)).await {
                model.insert(found.record.id, found.record);
            }
        }
        for round in 0..ROUNDS {
            change(&store, &rng, &mut model).await;
            let view = store.snapshot().await.unwrap();
            for _ in 0..12 {
                let scan = random_scan(&rng, &model);
                let context = format!("seed {seed}, round {round}, {scan:?}");
                let (mut seen, mut next) = (Vec::new(), scan.clone());
                loop {
                    let page = view.scan(&next).await.unwrap_or_else(|e| panic!("{context}: {e}"));
                    for record in &page.records {
                        assert_eq!(record.values, model[&record.id].values(), "{context}");
                    }
                    seen.extend(page.records.iter().map(|r| r.id));
                    match page.next {
                        Some(cursor) => next.after = Some(cursor),
                        None => break,
                    }
                }
                assert_eq!(seen, expected(&scan, &model), "{context}");
                let whole = Scan { from: None, to: None, after: None, ..scan.clone() };
                let count = view.count(ITEM, scan.index, &scan.prefix).await.unwrap();
                assert_eq!(count, expected(&whole, &model).len() as u64, "{context}");
            }
        }
    }
}

/// Random puts, changes and removals; after each, every record with a word that begins so is found exactly once, in
/// pages of any size.
pub async fn words_match_a_model(store: Arc<dyn Store>) {
    const BEGINNINGS: [&str; 7] = ["A", "AL", "ALI", "B", "\u{c9}", "\"", "Q"];
    let rng = SeededRng::new(11);
    let below = |n: u64| usize::try_from(rng.below(n)).unwrap_or(0);
    let mut model = BTreeMap::new();
    for round in 0..ROUNDS * SEEDS {
        change(&store, &rng, &mut model).await;
        let view = store.snapshot().await.unwrap();
        let sought: Vec<String> = (0..=below(3)).map(|_| BEGINNINGS[below(7)].to_owned()).collect();
        let number = [-2, 0, 1][below(3)];
        let scan = Scan::all::<Item>("by_said").prefix([Value::Int(number)]).words(sought.clone());
        let (mut seen, mut next) = (Vec::new(), scan.limit(1 + below(5)));
        loop {
            let page = view.scan(&next).await.unwrap();
            seen.extend(page.records.iter().map(|r| r.id));
            match page.next {
                Some(cursor) => next.after = Some(cursor),
                None => break,
            }
        }
        seen.sort();
        let said = |item: &Item| {
            let words = item.said.as_deref().unwrap_or_default();
            sought.iter().all(|s| words.split(' ').any(|word| word.starts_with(s.as_str())))
        };
        let expected = model.values().filter(|item: &&Item| item.number == Some(number) && said(item));
        assert_eq!(seen, expected.map(|item| item.id).collect::<Vec<_>>(), "round {round}, {sought:?}");
    }
}

async fn change(store: &Arc<dyn Store>, rng: &SeededRng, model: &mut BTreeMap<Uuid, Item>) {
    let mut set = set(1);
    for n in (0..40).filter(|_| rng.below(5) == 0) {
        match load(store, id(n)).await {
            Some(before) if rng.below(3) == 0 => {
                set.delete(&before);
                model.remove(&id(n));
            }
            before => {
                let item = random_item(rng, n, true);
                set.put(&item, before.map_or(0, |b| b.version)).unwrap();
                model.insert(item.id, item);
            }
        }
    }
    store.commit(set).await.unwrap();
}
