//! An index whose bytes were changed, after its header was made to fit: refused, or wrong answers, never a fault.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use pc_name_match::{
    Index, NameStrength, Query, QueryOptions, Sought, Subject, SubjectKind, SubjectName,
};

static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let names = ["TESTANOV, Ivo", "Exemplar Sampler", "王小明", "ABD RAHMAN, J", "Probe, Dagmar"];
    let subjects = names.iter().zip(1..).map(|(name, key)| Subject {
        key,
        kind: if key % 2 == 0 { SubjectKind::Other } else { SubjectKind::Person },
        names: vec![SubjectName { value: (*name).to_owned(), strength: NameStrength::Aka }],
        gender: None,
        births: format!("196{key}-02-28").parse().into_iter().collect(),
        nationalities: Vec::new(),
        documents: Vec::new(),
    });
    Index::build(subjects).bytes().to_vec()
});

fuzz_target!(|changes: (Vec<(u16, u8)>, Option<u16>, &[u8])| {
    let (changes, end, raw) = changes;
    let _ = Index::from_bytes(Arc::new(raw.to_vec()));
    let mut bytes = SOUND.clone();
    for (at, byte) in changes {
        let at = usize::from(at) % bytes.len();
        bytes[at] = byte;
    }
    if let Some(end) = end {
        bytes.truncate(usize::from(end) % bytes.len());
    }
    let Ok(index) = Index::from_bytes(Arc::new(bytes)) else { return };
    let _ = index.verify();
    for name in ["TESTANOV IVO", "ABDRAHMAN J", "Wang Xiao Ming", "Sampler Exemplar"] {
        let birth = "1961-02-28".parse().ok();
        let query = Query { full: Some(name.to_owned()), birth, ..Query::default() };
        index.query(&query, &QueryOptions { threshold: 0.3, top: 3 });
        index.query(&Query { kind: Sought::Thing, ..query.clone() }, &QueryOptions { threshold: 0.15, top: 3 });
        index.query(&Query { birth: None, ..query }, &QueryOptions::default());
    }
    index.subjects().count();
});
