//! Entries from sets and back, keys, damage.

use std::{borrow::Cow, sync::Arc};

use jiff::Timestamp;
use pc_journal::{
    Broken, Checkpoint, Entry, Finished, Item, JournalError, KeyRing, KeyStore, MemoryKeys, NO_HASH,
    NodeKeys, Part, Prepared, PublicKey, Reason, StoredEntry, Verifier,
};
use pc_kernel::SeededRng;
use pc_store::{
    Actor, Audit, Column, ColumnKind, Delete, Event, KindSchema, Owner, Put, Subject, Value, WriteSet,
};
use proptest::prelude::*;
use uuid::Uuid;

const KIND: &KindSchema = &KindSchema {
    name: "thing",
    schema: 3,
    owner: Owner::Node,
    columns: &[Column { name: "n", kind: ColumnKind::Integer }],
    indexes: &[],
};

fn ring_over(keys: &Arc<MemoryKeys>, seed: u64) -> KeyRing {
    let node = NodeKeys::generate(&SeededRng::new(1));
    KeyRing::new(keys.clone(), Arc::new(node), Arc::new(SeededRng::new(seed)))
}

fn ring() -> KeyRing {
    ring_over(&Arc::default(), 2)
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn subject(n: u128) -> Subject {
    Subject::new("class", id(n))
}

fn empty(nanos: i128) -> WriteSet {
    WriteSet::new(Audit {
        actor: Actor::System(Cow::Borrowed("test")),
        purpose: Cow::Borrowed("purpose"),
        cause: None,
        at: Timestamp::from_nanosecond(nanos).unwrap(),
    })
}

fn with(mut set: WriteSet, n: u128, subject: Option<Subject>, blob: Option<Vec<u8>>) -> WriteSet {
    let doc = format!("{{\"n\":{n}}}").into_bytes();
    set.puts.push(Put {
        kind: KIND,
        id: id(n),
        expected: 4,
        doc,
        values: vec![Value::Int(7)],
        subject,
        blob,
    });
    set
}

fn chain(ring: &KeyRing, sets: &[WriteSet]) -> Vec<Finished> {
    let mut previous = NO_HASH;
    let mut entries = Vec::new();
    for (set, sequence) in sets.iter().zip(1..) {
        let entry = Prepared::new(set, ring).unwrap().finish(sequence, &previous);
        previous = entry.hash;
        entries.push(entry);
    }
    entries
}

fn verify(
    ring: &KeyRing,
    entries: &[Finished],
    checkpoints: Vec<Checkpoint>,
) -> Result<pc_journal::Report, Broken> {
    let mut verifier = Verifier::new(ring.node().public(), checkpoints, Some(ring));
    for Finished { sequence, hash, bytes } in entries {
        verifier.feed(&StoredEntry { sequence: *sequence, hash, bytes })?;
    }
    verifier.finish()
}

#[test]
fn a_set_is_read_back_from_its_entry() {
    let ring = ring();
    let mut set = with(empty(1_234_567_890_123_456_789), 1, Some(subject(9)), Some(vec![1, 2, 3]));
    set = with(set, 2, None, None);
    set = with(set, 3, Some(subject(9)), None);
    set.audit.actor = Actor::Account { id: id(5), name: "a.name".to_owned() };
    set.audit.cause = Some("cause".to_owned());
    set.deletes.push(Delete { kind: KIND, id: id(4), expected: 2 });
    let payload = serde_json::json!({ "secret": "x" });
    set.events.push(Event { name: Cow::Borrowed("e"), version: 2, subject: Some(subject(8)), payload });

    let entry = chain(&ring, &[set.clone()]).remove(0);
    let read = Entry::decode(&entry.bytes).unwrap();
    assert_eq!((read.sequence, read.previous, read.header.at), (1, NO_HASH, set.audit.at));
    assert_eq!((&read.header.actor, read.header.cause.as_deref()), (&set.audit.actor, Some("cause")));
    let writes: Vec<_> = read.header.writes.iter().map(|w| (w.id, w.version, w.deleted)).collect();
    assert_eq!(writes, [(id(4), 3, true), (id(1), 5, false), (id(2), 5, false), (id(3), 5, false)]);
    assert_eq!(read.header.events, ["e"]);
    assert_eq!(read.parts.len(), 3, "one clear part, one for each subject");

    let mut found = Vec::new();
    for (number, part) in read.parts.iter().enumerate() {
        let items = match part {
            Part::Clear(items) => items.clone(),
            Part::Sealed(sealed) => read.open(number, &ring.opening(sealed.key).unwrap()).unwrap(),
        };
        found.extend(items);
    }
    let document = |write, n: u128, blob| Item::Document {
        write,
        schema: 3,
        values: vec![Value::Int(7)],
        doc: format!("{{\"n\":{n}}}").into_bytes(),
        blob,
    };
    let event = Item::Event { event: 0, version: 2, payload: b"{\"secret\":\"x\"}".to_vec() };
    assert_eq!(
        found,
        [document(2, 2, None), event, document(1, 1, Some(vec![1, 2, 3])), document(3, 3, None)]
    );

    let line = Entry::line(&entry.bytes, &entry.hash).unwrap();
    assert_eq!((line.sequence, line.writes.len(), line.hash), (1, 4, hex(&entry.hash)));
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect::<Vec<_>>().concat()
}

#[test]
fn keys_are_per_class_and_subject_and_survive_the_ring() {
    let keys: Arc<MemoryKeys> = Arc::default();
    let first = ring_over(&keys, 2);
    let one = first.sealing(&subject(1)).unwrap().key.id();
    assert_eq!(first.sealing(&subject(1)).unwrap().key.id(), one);
    assert_ne!(first.sealing(&Subject::new("other", id(1))).unwrap().key.id(), one);
    assert_ne!(first.sealing(&subject(2)).unwrap().key.id(), one);
    assert!(keys.get(one).unwrap().is_none(), "not kept before it is flushed");
    first.flush().unwrap();
    assert!(keys.get(one).unwrap().is_some());
    let second = ring_over(&keys, 3);
    assert_ne!(second.sealing(&subject(1)).unwrap().key.id(), one, "no committed entry had given it");
    keys.give(&[(one, subject(1))]);
    let third = ring_over(&keys, 4);
    let again = third.sealing(&subject(1)).unwrap();
    assert_eq!((again.key.id(), again.given), (one, true), "found again");

    let stranger = NodeKeys::generate(&SeededRng::new(99));
    let stranger = KeyRing::new(keys, Arc::new(stranger), Arc::new(SeededRng::new(4)));
    assert!(matches!(stranger.opening(one), Err(JournalError::Unwrap { key }) if key == one));
}

#[test]
fn keys_made_ahead_are_durable_before_they_are_anybodys() {
    let keys: Arc<MemoryKeys> = Arc::default();
    let ring = ring_over(&keys, 2);
    ring.refill(2).unwrap();
    let set = with(with(empty(0), 1, Some(subject(1)), None), 2, Some(subject(2)), None);
    let entry = Prepared::new(&set, &ring).unwrap();
    assert_eq!((ring.ready(), entry.new_keys().len()), (0, 2));
    assert!(entry.new_keys().iter().all(|(id, _)| keys.get(*id).unwrap().is_some()), "without a flush");
    assert_eq!(Prepared::new(&set, &ring).unwrap().new_keys(), entry.new_keys(), "until one is committed");
    ring.given(&entry.new_keys()[..1]);
    assert_eq!(Prepared::new(&set, &ring).unwrap().new_keys(), &entry.new_keys()[1..]);
}

#[test]
fn what_was_sealed_before_a_destruction_is_not_committed_after_it() {
    let ring = ring();
    let before = Prepared::new(&with(empty(0), 1, Some(subject(1)), None), &ring).unwrap();
    let other = Prepared::new(&with(empty(0), 1, Some(subject(2)), None), &ring).unwrap();
    assert!(before.usable(&ring));
    let keys = ring.retire(&subject(1)).unwrap();
    ring.delete(&keys).unwrap();
    assert!(!before.usable(&ring));
    assert!(other.usable(&ring));
    let again = Prepared::new(&with(empty(0), 1, Some(subject(1)), None), &ring).unwrap();
    assert!(again.usable(&ring));
    assert!(!keys.contains(&ring.sealing(&subject(1)).unwrap().key.id()));
    assert!(matches!(ring.opening(keys[0]), Err(JournalError::KeyDestroyed { .. })));
}

#[test]
fn the_first_broken_entry_is_named() {
    let ring = ring();
    let sets: Vec<_> = (1..=6).map(|n| with(empty(n), n.unsigned_abs(), Some(subject(1)), None)).collect();
    let good = chain(&ring, &sets);
    ring.flush().unwrap();
    let signed =
        |at: usize| Checkpoint::sign(ring.node(), at as u64 + 1, good[at].hash, Timestamp::UNIX_EPOCH);
    let report = verify(&ring, &good, vec![signed(1), signed(5)]).unwrap();
    assert_eq!((report.entries, report.checkpoints, report.signed_up_to, report.opened), (6, 2, 6, 6));

    let broken = |entries: &[Finished], checkpoints| {
        let Broken { sequence, reason } = verify(&ring, entries, checkpoints).unwrap_err();
        (sequence, reason)
    };
    let mut gap = good.clone();
    gap.remove(2);
    assert_eq!(broken(&gap, vec![]), (3, Reason::Gap));
    let mut swapped = good.clone();
    swapped.swap(2, 3);
    assert_eq!(broken(&swapped, vec![]), (3, Reason::Gap));
    assert_eq!(broken(&good[..4], vec![signed(5)]), (5, Reason::Checkpoint));
    let mut forged = signed(3);
    forged.signature[7] ^= 1;
    assert_eq!(broken(&good, vec![forged]), (4, Reason::Signature));
    let moved = Checkpoint { hash: good[2].hash, ..signed(3) };
    assert_eq!(broken(&good, vec![moved]), (4, Reason::Signature));
    let mut nonsense = good.clone();
    nonsense[4].bytes = b"PCJ\x01 and nothing".to_vec();
    nonsense[4].hash = pc_journal::hash(&nonsense[4].bytes);
    assert!(matches!(broken(&nonsense, vec![]), (5, Reason::Undecodable(_))));
    let other = Verifier::new(NodeKeys::generate(&SeededRng::new(5)).public(), [], None).feed(&StoredEntry {
        sequence: 1,
        hash: &good[0].hash,
        bytes: &good[0].bytes,
    });
    assert!(matches!(other, Err(Broken { sequence: 1, reason: Reason::ForeignNode(_) })));
}

#[test]
fn destroyed_and_lost_keys_are_told_apart() {
    let ring = ring();
    let sets = [with(empty(1), 1, Some(subject(1)), None), with(empty(2), 2, Some(subject(2)), None)];
    let mut entries = chain(&ring, &sets);
    ring.flush().unwrap();
    let told = ring.retire(&subject(1)).unwrap();
    let set = empty(3);
    let last =
        Prepared::destruction(&set.audit, &subject(1), &told, Vec::new(), &ring).finish(3, &entries[1].hash);
    entries.push(last);
    ring.delete(&told).unwrap();
    let report = verify(&ring, &entries, vec![]).unwrap();
    assert_eq!((report.sealed, report.opened, report.destroyed, report.lost), (2, 1, 1, 0));
    let silent = ring.retire(&subject(2)).unwrap();
    ring.delete(&silent).unwrap();
    let report = verify(&ring, &entries, vec![]).unwrap();
    assert_eq!((report.opened, report.destroyed, report.lost, report.failed), (0, 2, 1, 0));
}

#[test]
fn node_keys_read_back_from_their_text() {
    let keys = NodeKeys::generate(&SeededRng::new(1));
    let again = NodeKeys::from_text(&keys.to_text()).unwrap();
    assert_eq!((again.node(), again.public()), (keys.node(), keys.public()));
    assert_eq!(PublicKey::from_text(&keys.public().to_text()).unwrap(), keys.public());
    let checkpoint = Checkpoint::sign(&again, 1, NO_HASH, Timestamp::UNIX_EPOCH);
    assert!(checkpoint.is_signed_by(&keys.public()));
    for damaged in
        ["", "portcullis node key 2\n", &keys.to_text()[..60], &keys.to_text().replace("sign ", "sing ")]
    {
        assert!(NodeKeys::from_text(damaged).is_err(), "{damaged:?}");
    }
}

proptest! {
    #[test]
    fn damaged_bytes_are_an_error_and_never_a_panic(
        at in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>(),
    ) {
        let ring = ring();
        let set = with(with(empty(5), 1, Some(subject(1)), Some(vec![0; 50])), 2, None, None);
        let good = chain(&ring, &[set]).remove(0).bytes;
        let mut bytes = good.clone();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(entry) = Entry::decode(&bytes) {
            // One way to write a value: what reads the same is the same.
            prop_assert!(bytes == good || entry != Entry::decode(&good).unwrap());
        }
        prop_assert!(Entry::decode(&bytes[..cut.index(bytes.len())]).is_err());
        bytes.push(0);
        prop_assert!(Entry::decode(&bytes).is_err());
    }

    #[test]
    fn any_text_time_and_bytes_come_back(
        purpose in ".*", cause in prop::option::of(".*"), nanos in -10_i64.pow(18)..10_i64.pow(18),
        blob in prop::option::of(prop::collection::vec(any::<u8>(), 0..200)), doc in "\\PC*",
    ) {
        let ring = ring();
        let mut set = with(empty(i128::from(nanos)), 1, Some(subject(1)), blob.clone());
        set.audit.purpose = Cow::Owned(purpose.clone());
        set.audit.cause.clone_from(&cause);
        set.puts[0].doc = doc.clone().into_bytes();
        let entry = Entry::decode(&chain(&ring, &[set.clone()])[0].bytes).unwrap();
        prop_assert_eq!(entry.header.at, set.audit.at);
        prop_assert_eq!((&entry.header.purpose, &entry.header.cause), (&purpose, &cause));
        let Part::Sealed(sealed) = &entry.parts[0] else { panic!("sealed") };
        let items = entry.open(0, &ring.opening(sealed.key).unwrap()).unwrap();
        let expected = Item::Document { write: 0, schema: 3, values: vec![Value::Int(7)], doc: doc.into_bytes(), blob };
        prop_assert_eq!(items, vec![expected]);
    }
}
