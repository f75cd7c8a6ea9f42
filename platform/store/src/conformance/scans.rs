//! Scans: absent values, bounds, cursors, pages.

use std::sync::Arc;

use super::{
    commits::insert,
    fixture::{ITEM, Item, id, item},
};
use crate::{Cursor, Scan, Snapshot, Store, Value};

fn numbered(n: u64, number: Option<i64>) -> Item {
    Item { number, ..item(n) }
}

async fn numbers(view: &dyn Snapshot, scan: Scan) -> Vec<Value> {
    view.scan(&scan).await.unwrap().records.into_iter().map(|r| r.values[1].clone()).collect()
}

/// Absent values sort first, can be asked for as a prefix, and are outside of every bound.
pub async fn absent_values_come_first_and_are_outside_of_bounds(store: Arc<dyn Store>) {
    insert(&store, &[numbered(1, Some(3)), numbered(2, None), numbered(3, Some(-5)), numbered(4, None)])
        .await;
    let view = store.snapshot().await.unwrap();
    let all = || Scan::all::<Item>("by_number");
    let (null, low, high) = (Value::Null, Value::Int(-5), Value::Int(3));
    assert_eq!(numbers(&*view, all()).await, [null.clone(), null.clone(), low.clone(), high.clone()]);
    assert_eq!(
        numbers(&*view, all().reversed()).await,
        [high.clone(), low.clone(), null.clone(), null.clone()]
    );
    assert_eq!(numbers(&*view, all().prefix([Value::Null])).await, [null.clone(), null.clone()]);
    assert_eq!(numbers(&*view, all().range(None, Some(Value::Int(3)))).await, std::slice::from_ref(&low));
    assert_eq!(numbers(&*view, all().range(Some(Value::Int(-5)), None)).await, [low.clone(), high.clone()]);
    assert_eq!(numbers(&*view, all().range(Some(Value::Int(-5)), Some(Value::Int(3)))).await, [low]);
    assert_eq!(numbers(&*view, all().range(Some(Value::Int(4)), Some(Value::Int(2)))).await, []);
    assert_eq!(view.count(ITEM, "by_number", &[Value::Null]).await.unwrap(), 2);
    assert_eq!(view.count(ITEM, "by_number", &[high]).await.unwrap(), 1);
    assert_eq!(view.count(ITEM, "by_number", &[]).await.unwrap(), 4);
}

/// A cursor that cannot be of this scan is an error, not a wrong page.
pub async fn cursors_of_other_scans_are_refused(store: Arc<dyn Store>) {
    let view = store.snapshot().await.unwrap();
    let scan = |values: Vec<Value>| {
        Scan::all::<Item>("by_word").prefix(["a".into()]).after(Some(Cursor { values, id: id(1) }))
    };
    assert!(view.scan(&scan(vec!["a".into()])).await.is_err());
    assert!(view.scan(&scan(vec!["b".into(), Value::Int(1)])).await.is_err());
    assert!(view.scan(&scan(vec!["a".into(), Value::Int(1)])).await.is_ok());
    // Words are walked by words, and nothing else is.
    assert!(view.scan(&Scan::all::<Item>("by_said").prefix([Value::Int(1)])).await.is_err());
    assert!(view.scan(&Scan::all::<Item>("by_said").words(["A".to_owned()])).await.is_err());
    assert!(view.scan(&Scan::all::<Item>("by_number").words(["A".to_owned()])).await.is_err());
    let too_many = Scan::all::<Item>("by_number").prefix([Value::Int(1)]).range(Some(Value::Int(1)), None);
    assert!(view.scan(&too_many).await.is_err());
}

/// Page after page gives everything once, in order, also where many records have equal values.
pub async fn pages_join_without_gap_or_repetition(store: Arc<dyn Store>) {
    let items: Vec<Item> = (0..50).map(|n| numbered(n, (n % 3 > 0).then_some(7))).collect();
    insert(&store, &items).await;
    let view = store.snapshot().await.unwrap();
    for reverse in [false, true] {
        let whole = Scan { reverse, ..Scan::all::<Item>("by_number") };
        let expected: Vec<_> = view.scan(&whole).await.unwrap().records.iter().map(|r| r.id).collect();
        assert_eq!(expected.len(), 50);
        for limit in [1, 7, 49, 50] {
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let page = view.scan(&whole.clone().limit(limit).after(after)).await.unwrap();
                assert!(page.records.len() <= limit);
                seen.extend(page.records.iter().map(|r| r.id));
                match page.next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
            assert_eq!(seen, expected, "limit {limit}, reverse {reverse}");
        }
    }
}
