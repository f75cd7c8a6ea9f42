//! Special service requests that state documents: DOCS, DOCO, DOCA (IATA AIRIMP free text, parted by slashes).

use jiff::civil::Date;
use pc_edifact::{Segment, Value, dates, dates::Century, travel};
use pc_kernel::{Country, Document, DocumentKind, Gender, PartialDate, Span};

/// What DOCS says about a traveller.
#[derive(Debug, Clone)]
pub(crate) struct Docs<'l> {
    pub kind: Option<Value<'l>>,
    pub issuer: Option<Value<'l>>,
    pub number: Option<Value<'l>>,
    pub nationality: Option<Value<'l>>,
    pub birth: Option<Value<'l>>,
    pub gender: Option<Value<'l>>,
    pub expiry: Option<Value<'l>>,
    pub surname: Option<Value<'l>>,
    pub given: Option<Value<'l>>,
    pub middle: Option<Value<'l>>,
}

/// The fields of an SSR's free text: after the leading slash, where the status of old systems may stand first.
fn fields(ssr: Segment<'_>) -> Vec<Option<Value<'_>>> {
    // The text is the ninth component by the guide; separators before it are miscounted now and then.
    let slashes = |v: &Value<'_>| v.split(b'/').count() - 1;
    let text =
        ssr.values(0).chain(ssr.values(1)).filter(|(c, _)| *c >= 1).map(|(_, v)| v).max_by_key(slashes);
    let Some(text) = text.filter(|v| slashes(v) > 0) else { return Vec::new() };
    let mut fields: Vec<Value<'_>> = text.split(b'/').collect();
    // Before the first slash stands nothing, or a status such as `HK1`.
    let first = fields[0].text();
    let status = matches!(first.as_bytes(), [a, b, count, ..]
        if a.is_ascii_uppercase() && b.is_ascii_uppercase() && count.is_ascii_digit());
    if first.is_empty() || status {
        fields.remove(0);
    }
    fields.into_iter().map(|v| (!v.is_empty()).then_some(v)).collect()
}

impl<'l> Docs<'l> {
    /// Reads `type/issuer/number/nationality/birth/gender/expiry/surname/given/middle`.
    pub(crate) fn read(ssr: Segment<'l>) -> Option<Self> {
        let fields = fields(ssr);
        let field = |i: usize| fields.get(i).copied().flatten();
        let docs = Self {
            kind: field(0),
            issuer: field(1),
            number: field(2),
            nationality: field(3),
            birth: field(4),
            gender: field(5),
            expiry: field(6),
            surname: field(7),
            given: field(8),
            middle: field(9).filter(|v| v.text() != "H"),
        };
        fields.iter().any(Option::is_some).then_some(docs)
    }

    /// `MI` and `FI` mark the document of an infant that travels with the adult of this request.
    pub(crate) fn of_infant(&self) -> bool {
        self.gender.is_some_and(|g| matches!(g.text().to_ascii_uppercase().as_str(), "MI" | "FI"))
    }

    pub(crate) fn gender(&self) -> Option<Gender> {
        Gender::parse(&self.gender?.text())
    }

    pub(crate) fn birth(&self, reference: Date) -> Option<PartialDate> {
        dates::day(&self.birth?.text(), None, Century::Past, reference)
    }

    pub(crate) fn document(&self, reference: Date) -> Option<Document> {
        if self.number.is_none() && self.kind.is_none() && self.issuer.is_none() {
            return None;
        }
        let stated = self.kind.map(|v| v.text().into_owned());
        Some(Document {
            kind: stated.as_deref().map_or(DocumentKind::Unknown, travel::document_kind),
            stated,
            number: self.number.map(|v| v.text().into_owned()).unwrap_or_default(),
            issuer: self.issuer.and_then(|v| Country::parse(&v.text())),
            expiry: self.expiry.and_then(|v| dates::day(&v.text(), None, Century::Expiry, reference)),
        })
    }
}

/// DOCO: `birthplace/type/number/place of issue/date of issue/country it is for`. No expiry is stated.
pub(crate) fn visa(ssr: Segment<'_>) -> Option<(Document, Vec<(&'static str, Span)>)> {
    let fields = fields(ssr);
    let field = |i: usize| fields.get(i).copied().flatten();
    let number = field(2)?;
    let stated = field(1).map(|v| v.text().into_owned());
    let issuer = field(5).or_else(|| field(3));
    let document = Document {
        kind: stated.as_deref().map_or(DocumentKind::Visa, travel::document_kind),
        stated,
        number: number.text().into_owned(),
        issuer: issuer.and_then(|v| Country::parse(&v.text())),
        expiry: None,
    };
    let mut sources = vec![("number", number.span())];
    if let Some(issuer) = issuer.filter(|_| document.issuer.is_some()) {
        sources.push(("issuer", issuer.span()));
    }
    Some((document, sources))
}

/// DOCA of type R: the country of residence.
pub(crate) fn residence(ssr: Segment<'_>) -> Option<(Country, Span)> {
    let fields = fields(ssr);
    let kind = fields.first().copied().flatten()?;
    let country = fields.get(1).copied().flatten()?;
    (kind.text() == "R").then(|| Country::parse(&country.text()).map(|c| (c, country.span()))).flatten()
}

/// The traveller reference of an SSR: `+::1.1`.
pub(crate) fn traveller(ssr: Segment<'_>) -> Option<String> {
    (1..ssr.elements()).find_map(|e| ssr.component(e, 2)).map(|v| v.text().into_owned())
}
