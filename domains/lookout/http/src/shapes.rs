//! What the routes send.

use jiff::Timestamp;
use pc_kernel::GenericUuid;
use pc_lookout::{EntryState, model};
use pc_store::Actor;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A file of an import.
#[derive(Debug, Serialize, ToSchema)]
pub struct File {
    name: String,
    bytes: u64,
    /// Lower-case hexadecimal.
    sha256: String,
}

/// What an import did.
#[derive(Debug, Serialize, ToSchema)]
pub struct Counts {
    added: u32,
    changed: u32,
    removed: u32,
    unchanged: u32,
    warnings: u32,
}

/// Something the reader noticed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Warning {
    /// Stable code.
    code: String,
    /// Byte offset in the file.
    offset: u32,
    /// In words, with the line.
    text: String,
}

impl From<&model::FileRecord> for File {
    fn from(f: &model::FileRecord) -> Self {
        Self { name: f.name.clone(), bytes: f.bytes, sha256: f.sha256.clone() }
    }
}

impl From<pc_lookout::ImportCounts> for Counts {
    fn from(c: pc_lookout::ImportCounts) -> Self {
        let pc_lookout::ImportCounts { added, changed, removed, unchanged, warnings } = c;
        Self { added, changed, removed, unchanged, warnings }
    }
}

impl From<&pc_kernel::Warning> for Warning {
    fn from(w: &pc_kernel::Warning) -> Self {
        Self { code: w.code.clone(), offset: w.offset, text: w.text.clone() }
    }
}

/// One import of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Import {
    id: Uuid,
    list_id: Uuid,
    /// Short name of the list.
    list: String,
    /// Short name of the files' form, e.g. `un-xml`; `undo` for an import that undoes another.
    format: String,
    files: Vec<File>,
    /// The date or edition that the list states of itself: ISO 8601 where it is a date, else as the list writes it.
    published: Option<String>,
    /// The import that this one undoes.
    undo_of: Option<Uuid>,
    /// The import that undid this one.
    undone_by: Option<Uuid>,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who: an account's name, or a part of the program.
    by: String,
    counts: Counts,
    /// The first hundred.
    warnings: Vec<Warning>,
}

impl From<&model::Import> for Import {
    fn from(i: &model::Import) -> Self {
        Self {
            id: i.id.into_untyped_uuid(),
            list_id: i.list.into_untyped_uuid(),
            list: i.list_name.clone(),
            format: i.format.clone(),
            files: i.files.iter().map(File::from).collect(),
            published: i.published.as_deref().map(pc_lookout::edition),
            undo_of: i.undo_of.map(GenericUuid::into_untyped_uuid),
            undone_by: i.undone_by.map(GenericUuid::into_untyped_uuid),
            at: i.at,
            by: match &i.by {
                Actor::Account { name, .. } => name.clone(),
                Actor::System(part) => part.to_string(),
            },
            counts: Counts::from(i.counts),
            warnings: i.warnings.iter().map(Warning::from).collect(),
        }
    }
}

/// A list of lookouts.
#[derive(Debug, Serialize, ToSchema)]
pub struct List {
    id: Uuid,
    /// Short name, as entries carry it.
    name: String,
    /// Name for people.
    title: String,
    format: String,
    /// Active entries.
    entries: u32,
    /// One more whenever something of it changes.
    version: u32,
    /// When it was last imported, changed or not: its age.
    #[schema(value_type = String, format = DateTime)]
    updated: Timestamp,
    last_import: Option<Import>,
}

impl List {
    /// `list` with its last import.
    pub fn of(list: &model::List, last: Option<&model::Import>) -> Self {
        Self {
            id: list.id.into_untyped_uuid(),
            name: list.name.clone(),
            title: list.title.clone(),
            format: list.format.clone(),
            entries: list.entries,
            version: list.version,
            updated: list.imported_at,
            last_import: last.map(Import::from),
        }
    }
}

/// A name of a subject.
#[derive(Debug, Serialize, ToSchema)]
pub struct Name {
    value: String,
    /// `primary`, `aka`, `weak` or `orig`.
    #[schema(value_type = String)]
    kind: pc_lookout::NameKind,
}

/// A document of a subject.
#[derive(Debug, Serialize, ToSchema)]
pub struct Document {
    #[schema(value_type = String)]
    kind: pc_kernel::DocumentKind,
    stated: Option<String>,
    number: String,
    issuer: Option<String>,
    expiry: Option<String>,
}

/// What an entry made by hand says besides what is matched on.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hand {
    /// `detain`, `refuse_entry`, `refer`, `inform` or `document`.
    #[schema(value_type = String)]
    category: pc_lookout::Category,
    /// Whether changes of it need a second person.
    grave: bool,
    /// Why the subject is listed.
    reason: String,
    /// What an officer should know besides; the entry's own remarks have category and reason before it.
    remarks: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    valid_from: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    valid_until: Option<Timestamp>,
    /// Ended by hand.
    ended: bool,
    by: String,
    approved_by: Option<String>,
}

impl From<&model::ByHand> for Hand {
    fn from(h: &model::ByHand) -> Self {
        Self {
            category: h.category,
            grave: h.category.grave(),
            reason: h.reason.clone(),
            remarks: h.remarks.clone(),
            valid_from: h.valid_from,
            valid_until: h.valid_until,
            ended: h.ended,
            by: h.by.name.clone(),
            approved_by: h.approved_by.as_ref().map(|w| w.name.clone()),
        }
    }
}

/// One subject of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entry {
    id: Uuid,
    list_id: Uuid,
    /// Short name of the list.
    list: String,
    /// The list's own id of the subject.
    external_id: String,
    /// `Person`, `Organization`, `Vessel`, `Aircraft`, `Vehicle` or `Other`.
    #[schema(value_type = String)]
    schema: pc_lookout::Schema,
    /// The primary name.
    name: String,
    names: Vec<Name>,
    gender: Option<String>,
    /// `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, `cYYYY` or `YYYY/YYYY`; each an alternative.
    births: Vec<String>,
    nationalities: Vec<String>,
    documents: Vec<Document>,
    remarks: Option<String>,
    /// `active` or `removed`.
    #[schema(value_type = String)]
    state: EntryState,
    version: u32,
    first_import: Uuid,
    last_import: Uuid,
    /// For an entry made by hand; null for one of an imported list.
    hand: Option<Hand>,
}

impl From<&model::Entry> for Entry {
    fn from(e: &model::Entry) -> Self {
        let l = &e.listed;
        Self {
            id: e.id.into_untyped_uuid(),
            list_id: e.list.into_untyped_uuid(),
            list: l.list.clone(),
            external_id: l.id.clone(),
            schema: l.schema,
            name: e.name().to_owned(),
            names: l.names.iter().map(|n| Name { value: n.value.clone(), kind: n.kind }).collect(),
            gender: l.gender.map(|g| g.letter().to_string()),
            births: l.births.iter().map(ToString::to_string).collect(),
            nationalities: l.nationalities.iter().map(ToString::to_string).collect(),
            documents: l
                .documents
                .iter()
                .map(|d| Document {
                    kind: d.kind,
                    stated: d.stated.clone(),
                    number: d.number.clone(),
                    issuer: d.issuer.map(|c| c.to_string()),
                    expiry: d.expiry.map(|x| x.to_string()),
                })
                .collect(),
            remarks: l.remarks.clone(),
            state: e.state,
            version: e.version,
            first_import: e.first_import.into_untyped_uuid(),
            last_import: e.last_import.into_untyped_uuid(),
            hand: e.hand.as_ref().map(Hand::from),
        }
    }
}

impl Entry {
    /// What a page of entries is sorted by.
    pub fn key(&self) -> (&str, &str) {
        (&self.name, &self.external_id)
    }

    /// The entry as a proposal wants it: it is not there in this form.
    pub fn proposed(
        proposal: &model::Proposal,
        listed: &pc_lookout::ListedEntry,
        hand: &model::ByHand,
    ) -> Self {
        let entry = model::Entry {
            id: proposal.entry,
            list: model::list_id(&listed.list),
            listed: listed.clone(),
            fingerprint: Uuid::nil(),
            version: proposal.version,
            state: EntryState::Removed,
            first_import: pc_kernel::ImportId::from_untyped_uuid(Uuid::nil()),
            last_import: pc_kernel::ImportId::from_untyped_uuid(Uuid::nil()),
            hand: Some(hand.clone()),
            due: None,
        };
        Self::from(&entry)
    }
}

/// A field that says something else.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldChange {
    field: String,
    before: Vec<String>,
    after: Vec<String>,
}

impl From<&pc_lookout::FieldChange> for FieldChange {
    fn from(f: &pc_lookout::FieldChange) -> Self {
        Self { field: f.field.clone(), before: f.before.clone(), after: f.after.clone() }
    }
}

/// What an import would do to an entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlannedChange {
    external_id: String,
    name: String,
    /// `added`, `changed` or `removed`.
    #[schema(value_type = String)]
    change: pc_lookout::ChangeKind,
    fields: Vec<FieldChange>,
}

/// What an import of some files would do now.
#[derive(Debug, Serialize, ToSchema)]
pub struct Preview {
    /// Short name of the list.
    list: String,
    /// Name for people of the list; `null` for a list that is not known yet.
    known: Option<String>,
    /// The version of the list that the files were compared with; 0 for a list that is not known yet. Sent back with the
    /// import, it ties the import to what was looked at.
    version: u32,
    /// Short name of the files' form, e.g. `un-xml`.
    format: String,
    /// The date or edition that the list states of itself: ISO 8601 where it is a date, else as the list writes it.
    published: Option<String>,
    files: Vec<File>,
    counts: Counts,
    /// Active entries that the files do not hold and that would stay, because the files are not whole.
    kept: u32,
    /// The first entries of each kind of change: added, changed, removed.
    changes: Vec<PlannedChange>,
    /// The first hundred.
    warnings: Vec<Warning>,
}

impl From<pc_lookout::Preview> for Preview {
    fn from(p: pc_lookout::Preview) -> Self {
        Self {
            list: p.list,
            known: p.known,
            version: p.version,
            format: p.format,
            published: p.published,
            files: p.files.iter().map(File::from).collect(),
            counts: Counts::from(p.counts),
            kept: p.kept,
            changes: p
                .first
                .into_iter()
                .map(|c| PlannedChange {
                    external_id: c.external_id,
                    name: c.name,
                    change: c.change,
                    fields: c.fields.iter().map(FieldChange::from).collect(),
                })
                .collect(),
            warnings: p.warnings.iter().map(Warning::from).collect(),
        }
    }
}

/// What an import did to an entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryChange {
    entry_id: Uuid,
    external_id: String,
    name: String,
    /// `added`, `changed` or `removed`.
    #[schema(value_type = String)]
    change: pc_lookout::ChangeKind,
    fields: Vec<FieldChange>,
}

impl From<&model::Change> for EntryChange {
    fn from(c: &model::Change) -> Self {
        Self {
            entry_id: c.entry.into_untyped_uuid(),
            external_id: c.external_id.clone(),
            name: c.name.clone(),
            change: c.change,
            fields: c.fields.iter().map(FieldChange::from).collect(),
        }
    }
}

impl EntryChange {
    /// An entry that the import brought.
    pub fn added(e: &model::Entry) -> Self {
        Self {
            entry_id: e.id.into_untyped_uuid(),
            external_id: e.listed.id.clone(),
            name: e.name().to_owned(),
            change: pc_lookout::ChangeKind::Added,
            fields: Vec::new(),
        }
    }
}
