//! A large list and its travelers as files.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use pc_demo_data::population::{Asked, Dated, Mix, Population};
use pc_kernel::DocumentKind;
use pc_name_match::{NameStrength, Subject};
use pc_watchlist::{Entry, Name, NameKind, Schema, write_jsonl};

/// Writes `population.jsonl` of so many entries and `travelers.csv` of a tenth as many travelers into `folder`.
pub fn write(population: Population, entries: u64, folder: &Path) -> io::Result<()> {
    let mut list = BufWriter::new(File::create(folder.join("population.jsonl"))?);
    for subject in population.subjects(0..entries) {
        write_jsonl(&mut list, &entry(subject))?;
    }
    list.flush()?;
    let mut travelers = BufWriter::new(File::create(folder.join("travelers.csv"))?);
    writeln!(travelers, "id,name,surname,given,birth,gender,nationality,document,change,entry")?;
    for index in 0..entries.div_ceil(10) {
        row(&mut travelers, index, &population.traveler(Mix::Travelers, Dated::Mostly, entries, index))?;
    }
    travelers.flush()
}

fn entry(subject: Subject) -> Entry {
    let name = |name: pc_name_match::SubjectName| Name {
        value: name.value,
        kind: match name.strength {
            NameStrength::Primary => NameKind::Primary,
            NameStrength::Aka => NameKind::Aka,
            NameStrength::Weak => NameKind::Weak,
            NameStrength::Original => NameKind::Orig,
        },
    };
    let mut documents = subject.documents;
    for document in &mut documents {
        let words =
            if document.kind == DocumentKind::Passport { "Passport" } else { "National identity card" };
        document.stated = Some(words.to_owned());
    }
    Entry {
        id: format!("P-{}", subject.key),
        list: "SYN".to_owned(),
        schema: Schema::Person,
        names: subject.names.into_iter().map(name).collect(),
        gender: subject.gender,
        births: subject.births,
        nationalities: subject.nationalities,
        documents,
        remarks: None,
    }
}

/// No cell of these holds a comma or a quotation mark.
fn row(out: &mut impl Write, index: u64, asked: &Asked) -> io::Result<()> {
    let query = &asked.query;
    let text = |value: Option<String>| value.unwrap_or_default();
    writeln!(
        out,
        "T-{index},{},{},{},{},{},{},{},{:?},{}",
        text(query.full.clone()),
        query.surname,
        query.given,
        text(query.birth.map(|b| b.to_string())),
        text(query.gender.map(|g| g.letter().to_string())),
        text(query.nationality.map(|n| n.to_string())),
        text(query.documents.first().map(|d| d.number.clone())),
        asked.change,
        text(asked.source.map(|key| format!("P-{key}"))),
    )
}
