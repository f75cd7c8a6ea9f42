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
    let create = |name| File::create(folder.join(name)).map(BufWriter::new);
    list(population, entries, &mut create("population.jsonl")?)?;
    travelers(population, entries, &mut create("travelers.csv")?)
}

fn list(population: Population, entries: u64, out: &mut impl Write) -> io::Result<()> {
    for subject in population.subjects(0..entries) {
        write_jsonl(out, &entry(subject))?;
    }
    out.flush()
}

fn travelers(population: Population, entries: u64, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "id,name,surname,given,birth,gender,nationality,document,change,entry")?;
    for index in 0..entries.div_ceil(10) {
        row(out, index, &population.traveler(Mix::Travelers, Dated::Mostly, entries, index))?;
    }
    out.flush()
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

#[cfg(test)]
mod tests {
    use pc_demo_data::population::Population;

    use super::{list, travelers};

    #[test]
    fn the_list_is_read_without_a_warning_and_every_traveler_has_all_columns() {
        let (population, mut bytes) = (Population::new(3), Vec::new());
        list(population, 500, &mut bytes).unwrap();
        let read = pc_watchlist::read_jsonl(&bytes);
        assert_eq!((read.entries.len(), read.warnings), (500, Vec::new()));
        let mut bytes = Vec::new();
        travelers(population, 5000, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.lines().count(), 501);
        assert!(text.lines().all(|line| line.split(',').count() == 10 && !line.contains('"')));
    }
}
