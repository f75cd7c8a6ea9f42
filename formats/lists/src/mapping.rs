//! Which column of an agency's own CSV means what: said in a small file, or guessed from the header.

use serde::Deserialize;

use crate::{
    ListError,
    table::{delimiter, header_of, plain},
};

/// A mapping as its file says it (TOML or JSON).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mapping {
    /// Short name of the list.
    pub(crate) list: Option<String>,
    /// What separates fields; found in the header where it is not said.
    pub(crate) delimiter: Option<String>,
    /// What separates several values inside of a field.
    pub(crate) separator: Option<String>,
    /// `dmy` or `mdy`: which way round a date of numbers is.
    pub(crate) date: Option<String>,
    /// What rows without a schema of their own are about.
    pub(crate) schema: Option<String>,
    /// The columns; without it they are guessed by what they are called.
    pub(crate) columns: Option<Columns>,
}

/// One column, or several.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(untagged)]
pub(crate) enum Names {
    #[default]
    None,
    One(String),
    Several(Vec<String>),
}

impl Names {
    fn all(&self) -> &[String] {
        match self {
            Self::None => &[],
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        }
    }
}

macro_rules! columns {
    ($($(#[doc = $doc:literal])+ $field:ident: [$($known:literal),*],)+) => {
        /// The columns of each value, by name.
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub(crate) struct Columns { $(#[doc = concat!($($doc),+)] pub(crate) $field: Names,)+ }

        /// The columns of each value, by place.
        #[derive(Debug, Clone, Default)]
        pub(crate) struct Places { $(#[doc = concat!($($doc),+)] pub(crate) $field: Vec<usize>,)+ }

        impl Columns {
            /// Finds the columns in `header`; the error names the one that is not there.
            fn places(&self, header: &[String]) -> Result<Places, String> {
                Ok(Places { $($field: find(stringify!($field), self.$field.all(), header)?,)+ })
            }
        }

        impl Places {
            /// What the names of the columns say by themselves.
            fn guess(header: &[String]) -> Self {
                let known = |names: &[&str]| {
                    let places = header.iter().enumerate().filter(|(_, name)| names.contains(&plain(name).as_str()));
                    places.map(|(place, _)| place).collect::<Vec<_>>()
                };
                Self { $($field: known(&[$($known),*]),)+ }
            }
        }
    };
}

columns! {
    /// The list's own id of the subject.
    id: ["id", "no", "ref", "reference", "referencenumber", "recordid", "entryid", "caseid", "uid", "externalid"],
    /// The whole name.
    name: ["name", "fullname", "wholename", "primaryname"],
    /// The surname.
    surname: ["surname", "lastname", "familyname"],
    /// Given names.
    given: ["given", "givenname", "givennames", "firstname", "firstnames", "forename", "forenames", "middlename",
        "middlenames"],
    /// Good aliases.
    aliases: ["alias", "aliases", "aka", "alsoknownas", "othernames"],
    /// Weak aliases.
    weak: ["weakalias", "weakaliases", "nickname", "nicknames", "lowqualityaka"],
    /// Names in their own script.
    original: ["original", "originalname", "originalscript", "nameoriginalscript", "nativename"],
    /// Date of birth.
    birth: ["birth", "birthdate", "dateofbirth", "dob", "born"],
    /// Gender.
    gender: ["gender", "sex"],
    /// Nationality.
    nationality: ["nationality", "nationalities", "citizenship", "citizenships"],
    /// A document's number.
    document: ["document", "documents", "documentnumber", "documentno", "passport", "passportnumber", "passportno",
        "idnumber", "nationalid"],
    /// Its kind, in words.
    document_type: ["documenttype", "documentkind"],
    /// Who issued it.
    issuer: ["issuer", "issuingcountry", "documentissuer", "documentcountry", "issuedby"],
    /// When it expires.
    expiry: ["expiry", "expirydate", "dateofexpiry", "documentexpiry"],
    /// What the row is about.
    schema: ["schema", "type", "kind", "subjecttype"],
    /// What an officer should read.
    remarks: ["remarks", "remark", "notes", "note", "comment", "comments", "reason", "reasons"],
}

fn find(field: &str, names: &[String], header: &[String]) -> Result<Vec<usize>, String> {
    let place = |name: &String| {
        let wanted = plain(name);
        let exact = header.iter().position(|column| column == name.trim());
        exact
            .or_else(|| header.iter().position(|column| plain(column) == wanted && !wanted.is_empty()))
            .ok_or_else(|| {
                format!(
                    "the column {name:?} (for {field}) is not in the header, which has: {}",
                    header.join(", ")
                )
            })
    };
    names.iter().map(place).collect()
}

/// A mapping applied to a header.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) list: String,
    pub(crate) delimiter: u8,
    pub(crate) separator: char,
    pub(crate) month_first: bool,
    pub(crate) schema: Option<String>,
    pub(crate) places: Places,
    pub(crate) header: Vec<String>,
}

impl Mapping {
    /// Reads a mapping file; its name's ending says whether it is JSON or TOML.
    pub(crate) fn read(file: &str, bytes: &[u8]) -> Result<Self, ListError> {
        let wrong = |why: String| ListError::Mapping { file: file.to_owned(), why };
        let text = std::str::from_utf8(bytes).map_err(|e| wrong(e.to_string()))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if has_ending(file, "json") {
            serde_json::from_str(text).map_err(|e| wrong(e.to_string()))
        } else {
            toml::from_str(text).map_err(|e| wrong(e.to_string().trim_end().to_owned()))
        }
    }
}

/// What to do with the CSV `file` whose first line is `first`: by `mapping` (with its file's name), or by guess.
pub(crate) fn plan(file: &str, first: &str, mapping: Option<(&str, Mapping)>) -> Result<Plan, ListError> {
    let alone = mapping.is_none();
    let (said_in, mapping) = mapping.unwrap_or((file, Mapping::default()));
    let wrong = |why: String| {
        if alone {
            ListError::Header { file: file.to_owned(), why }
        } else {
            ListError::Mapping { file: said_in.to_owned(), why }
        }
    };
    let one = |what: &str, said: &str| {
        let mut chars = said.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if c.is_ascii() && !c.is_alphanumeric() && c != '"' => Ok(c),
            _ => Err(wrong(format!("{what} must be one character such as , ; | or a tab, not {said:?}"))),
        }
    };
    let delimiter = match &mapping.delimiter {
        Some(said) => u8::try_from(one("delimiter", said)?).unwrap_or(b','),
        None => delimiter(first),
    };
    let separator = match &mapping.separator {
        Some(said) => one("separator", said)?,
        None if delimiter == b';' => '|',
        None => ';',
    };
    let month_first = match mapping.date.as_deref().map(str::to_ascii_lowercase).as_deref() {
        None | Some("dmy" | "ymd") => false,
        Some("mdy") => true,
        Some(other) => return Err(wrong(format!("date must be \"dmy\", \"mdy\" or \"ymd\", not {other:?}"))),
    };
    let header = header_of(first, delimiter);
    let places = match &mapping.columns {
        Some(columns) => columns.places(&header).map_err(wrong)?,
        None => Places::guess(&header),
    };
    let has = header.join(", ");
    if places.id.is_empty() {
        let how = match (&mapping.columns, alone) {
            (Some(_), _) => "say which under [columns]",
            (None, true) => "name the column `id`, or say which it is in a mapping file",
            (None, false) => {
                "name the column `id`, or write below [columns] which column means what, such as id = \"Case\""
            }
        };
        return Err(wrong(format!(
            "there is no column for the id of an entry: {how}; the header has: {has}"
        )));
    }
    if places.name.is_empty() && places.surname.is_empty() && places.document.is_empty() {
        let how = if mapping.columns.is_some() {
            ""
        } else {
            ": write below [columns] which it is, such as name = \"Person\""
        };
        return Err(wrong(format!(
            "there is no column for name, surname or document{how}; the header has: {has}"
        )));
    }
    let list = mapping.list.map(|list| list.trim().to_owned()).filter(|list| !list.is_empty());
    let list = list.unwrap_or_else(|| list_name(file));
    Ok(Plan { list, delimiter, separator, month_first, schema: mapping.schema, places, header })
}

/// A list's short name from its file's: editions differ in a date at its end, copies in a number in brackets. Another
/// number is part of the name: `list1` and `list2` are two lists.
pub(crate) fn list_name(file: &str) -> String {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.split_once('.').map_or(stem, |(stem, _)| stem);
    let copy = stem.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let first =
        copy.filter(|(_, number)| number.bytes().all(|b| b.is_ascii_digit())).map_or(stem, |(rest, _)| rest);
    let first = first.trim_end();
    let short = first.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | ' '));
    // A year at the least.
    let is_date = first[short.len()..].bytes().filter(u8::is_ascii_digit).count() >= 4;
    let short = if is_date { short } else { first.trim_end_matches(['-', '_', ' ']) };
    let short = if short.is_empty() { stem } else { short };
    if short.is_empty() { "OWN".to_owned() } else { short.to_uppercase() }
}

/// Whether a file is called `*.ending`.
pub(crate) fn has_ending(file: &str, ending: &str) -> bool {
    std::path::Path::new(file).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}
