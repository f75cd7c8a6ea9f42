//! One reservation (GR.1): its travellers, and what is said about them here and there.

use std::borrow::Cow;

use jiff::civil::Date;
use pc_edifact::{Segment, Value, travel};
use pc_kernel::{Country, Role, Span, Warning};
use pc_manifest::Person;

use crate::{
    docs::{self, Docs},
    names,
};

/// One traveller of GR.2.
pub(crate) struct Traveller<'l> {
    pub surname: Option<Value<'l>>,
    pub given: Option<Value<'l>>,
    /// Reference by which other segments point here, e.g. `1` or `2.1`.
    pub number: String,
    pub infant: bool,
    pub person: Person,
}

impl<'l> Traveller<'l> {
    /// `None` for the name of a group (`:G`).
    pub(crate) fn new(tif: Segment<'l>) -> Option<Self> {
        let kind = |e| tif.text(e, 1).to_ascii_uppercase();
        let (surname_kind, given_kind) = (kind(0), kind(1));
        if surname_kind == "G" || given_kind == "G" {
            return None;
        }
        let mut surname = tif.component(0, 0);
        let mut given = tif.component(1, 0);
        // `SURNAME/GIVEN` in one component.
        if let (Some(whole), None) = (surname, given)
            && whole.raw().contains(&b'/')
        {
            let mut parts = whole.split(b'/').filter(|v| !v.is_empty());
            (surname, given) = (parts.next(), parts.next());
        }
        Some(Self {
            surname,
            given,
            number: tif.text(1, 2).into_owned(),
            infant: surname_kind == "IN" || given_kind == "IN",
            person: Person::new(Role::Passenger, tif.span()),
        })
    }

    fn note(&mut self, field: impl Into<Cow<'static, str>>, span: Span) {
        self.person.sources.push((field.into(), span));
    }

    fn given_text(&self) -> String {
        names::without_title(&self.given.map(Value::text).unwrap_or_default(), None, None)
    }

    /// How well a name fits: 2 surname and given, 1 surname, 0 neither.
    fn fits(&self, surname: &str, given: &str) -> u8 {
        let own = self.surname.map(Value::text).unwrap_or_default();
        if names::key(&own) != names::key(surname) || own.is_empty() {
            return 0;
        }
        let given = names::without_title(given, None, None);
        if names::same_start(&self.given_text(), &given) { 2 } else { 1 }
    }
}

/// One reservation while it is read.
#[derive(Default)]
pub(crate) struct Record<'l> {
    pub travellers: Vec<Traveller<'l>>,
    /// Travellers that GR.7 points to: people only where GR.2 has none.
    pub pointed: Vec<Segment<'l>>,
    pub locator: Option<Value<'l>>,
    /// Requests with the index of the traveller under whom they stand.
    pub requests: Vec<(Segment<'l>, Option<usize>)>,
    /// Seats on the border leg: from SSD by traveller, from SSR SEAT by reference or in order.
    pub seats: Vec<(usize, Value<'l>)>,
    pub requested: Vec<(Option<String>, Value<'l>)>,
    pub start: usize,
}

impl<'l> Record<'l> {
    pub(crate) fn by_number(&self, number: &str) -> Option<usize> {
        let number = number.trim();
        self.travellers.iter().position(|t| !number.is_empty() && t.number == number)
    }

    /// The traveller a TIF points to: by reference where the name agrees, else by name, else by reference.
    pub(crate) fn pointed_to(&self, tif: Segment<'_>) -> Option<usize> {
        let (surname, given) = (tif.text(0, 0), tif.text(1, 0));
        let by_number = self.by_number(&tif.text(1, 2));
        if let Some(i) = by_number.filter(|i| self.travellers[*i].fits(&surname, &given) > 0) {
            return Some(i);
        }
        self.by_name(&surname, &given).or(by_number)
    }

    fn by_name(&self, surname: &str, given: &str) -> Option<usize> {
        self.travellers.iter().position(|t| t.fits(surname, given) == 2).or_else(|| {
            let mut same =
                (0..self.travellers.len()).filter(|i| self.travellers[*i].fits(surname, given) == 1);
            same.next().filter(|_| same.next().is_none())
        })
    }

    /// Whose document a DOCS is.
    fn owner(&self, ssr: Segment<'_>, docs: &Docs<'_>, under: Option<usize>) -> Option<usize> {
        let text = |v: Option<Value<'_>>| v.map(|v| v.text().into_owned()).unwrap_or_default();
        let (surname, given) = (text(docs.surname), text(docs.given));
        let fits = |i: usize| self.travellers[i].fits(&surname, &given);
        if docs.of_infant() {
            let infants = || (0..self.travellers.len()).filter(|i| self.travellers[*i].infant);
            if let Some(i) = infants().max_by_key(|i| (fits(*i), std::cmp::Reverse(*i))) {
                return Some(i);
            }
        }
        let referred = docs::traveller(ssr).and_then(|n| self.by_number(&n)).or(under);
        if let Some(i) = referred {
            // A document that names another traveller of this reservation is theirs.
            let other = (0..self.travellers.len()).find(|o| *o != i && fits(*o) == 2);
            return if fits(i) == 2 { Some(i) } else { other.or(Some(i)) };
        }
        self.by_name(&surname, &given).or_else(|| (self.travellers.len() == 1).then_some(0))
    }

    /// Ends the reservation: joins requests, seats and locator to the travellers.
    pub(crate) fn finish(mut self, reference: Date, persons: &mut Vec<Person>, warnings: &mut Vec<Warning>) {
        if self.travellers.is_empty() && !self.pointed.is_empty() {
            for tif in std::mem::take(&mut self.pointed) {
                let again = self
                    .pointed_to(tif)
                    .is_some_and(|i| self.travellers[i].fits(&tif.text(0, 0), &tif.text(1, 0)) == 2);
                if !again {
                    self.travellers.extend(Traveller::new(tif));
                }
            }
            warnings.push(Warning::new(
                "travellers-from-check-in",
                self.start,
                "The reservation lists nobody; those of its check-in were taken.",
            ));
        }
        for (ssr, under) in std::mem::take(&mut self.requests) {
            self.request(ssr, under, reference, warnings);
        }
        self.assign_seats(warnings);
        let locator = self.locator;
        for mut traveller in self.travellers {
            traveller.name();
            if let Some(locator) = locator {
                traveller.person.locator = Some(locator.text().into_owned());
                traveller.note("locator", locator.span());
            }
            persons.push(traveller.person);
        }
    }

    fn request(
        &mut self,
        ssr: Segment<'l>,
        under: Option<usize>,
        reference: Date,
        warnings: &mut Vec<Warning>,
    ) {
        match ssr.text(0, 0).as_ref() {
            "DOCS" => {
                let Some(docs) = Docs::read(ssr) else { return };
                match self.owner(ssr, &docs, under) {
                    Some(i) => self.travellers[i].docs(&docs, ssr, reference, warnings),
                    None => warnings.push(Warning::new(
                        "document-unassigned",
                        ssr.offset(),
                        "A document whose traveller could not be told.",
                    )),
                }
            }
            "DOCO" => {
                let owner = docs::traveller(ssr).and_then(|n| self.by_number(&n)).or(under);
                let owner = owner.or_else(|| (self.travellers.len() == 1).then_some(0));
                if let (Some(i), Some((document, sources))) = (owner, docs::visa(ssr)) {
                    let traveller = &mut self.travellers[i];
                    let index = traveller.person.documents.len();
                    traveller.person.documents.push(document);
                    for (field, span) in sources {
                        traveller.note(format!("documents.{index}.{field}"), span);
                    }
                }
            }
            "DOCA" => {
                let owner = docs::traveller(ssr).and_then(|n| self.by_number(&n)).or(under);
                let owner = owner.or_else(|| (self.travellers.len() == 1).then_some(0));
                if let (Some(i), Some((country, span))) = (owner, docs::residence(ssr)) {
                    let traveller = &mut self.travellers[i];
                    traveller.person.residence = Some(country);
                    traveller.note("residence", span);
                }
            }
            _ => {}
        }
    }

    /// Seats given at check-in win over requested ones.
    fn assign_seats(&mut self, warnings: &mut Vec<Warning>) {
        let set = |travellers: &mut Vec<Traveller<'l>>, i: usize, value: Value<'l>| {
            let Some(seat) = travel::seat(&value.text()) else { return };
            let t = &mut travellers[i];
            if t.person.seat.is_none() {
                t.person.seat = Some(seat);
                t.note("seat", value.span());
            }
        };
        for (i, value) in std::mem::take(&mut self.seats) {
            if i < self.travellers.len() {
                set(&mut self.travellers, i, value);
            }
        }
        let requested = std::mem::take(&mut self.requested);
        let unreferenced = requested.iter().filter(|(n, _)| n.is_none()).count();
        let in_order = unreferenced == requested.len() && unreferenced == self.travellers.len();
        for (at, (number, value)) in requested.into_iter().enumerate() {
            let owner = match &number {
                Some(number) => self.by_number(number),
                None if in_order => Some(at),
                None => None,
            };
            if let Some(i) = owner {
                if number.is_none() && i == 0 && self.travellers.len() > 1 {
                    warnings.push(Warning::new(
                        "seats-in-order",
                        value.span().offset as usize,
                        "Seats without references were given to the travellers in order.",
                    ));
                }
                set(&mut self.travellers, i, value);
            }
        }
    }
}

impl<'l> Traveller<'l> {
    /// Takes over what a DOCS says; what is known already stays.
    fn docs(&mut self, docs: &Docs<'l>, ssr: Segment<'l>, reference: Date, warnings: &mut Vec<Warning>) {
        self.person.span = self.person.span.join(ssr.span());
        if let Some(document) = docs.document(reference) {
            let index = self.person.documents.len();
            let stated = [
                ("kind", docs.kind),
                ("number", docs.number),
                ("issuer", docs.issuer.filter(|_| document.issuer.is_some())),
                ("expiry", docs.expiry.filter(|_| document.expiry.is_some())),
            ];
            if let (Some(issuer), None) = (docs.issuer, document.issuer) {
                warnings.push(Warning::new(
                    "unknown-country",
                    issuer.span().offset as usize,
                    format!("{:?} is not a country code.", issuer.text()),
                ));
                self.person.further.push(("DOCS issuer".to_owned(), issuer.text().into_owned()));
            }
            self.person.documents.push(document);
            for (field, value) in stated {
                if let Some(value) = value {
                    self.note(format!("documents.{index}.{field}"), value.span());
                }
            }
        }
        if self.person.birth.is_none()
            && let Some(value) = docs.birth
        {
            self.person.birth = docs.birth(reference);
            if self.person.birth.is_some() {
                self.note("birth", value.span());
            } else {
                warnings.push(Warning::new(
                    "bad-date",
                    value.span().offset as usize,
                    format!("{:?} is not a date of birth.", value.text()),
                ));
                self.person.further.push(("DOCS birth".to_owned(), value.text().into_owned()));
            }
        }
        if let (None, Some(value), Some(gender)) = (self.person.gender, docs.gender, docs.gender()) {
            self.person.gender = Some(gender);
            self.note("gender", value.span());
        }
        if let (None, Some(value)) = (self.person.nationality, docs.nationality) {
            self.person.nationality = Country::parse(&value.text());
            if self.person.nationality.is_some() {
                self.note("nationality", value.span());
            } else {
                warnings.push(Warning::new(
                    "unknown-country",
                    value.span().offset as usize,
                    format!("{:?} is not a country code.", value.text()),
                ));
                self.person.further.push(("DOCS nationality".to_owned(), value.text().into_owned()));
            }
        }
        self.document_name(docs);
    }

    /// The document often has the full name: middle names join the given ones when the first agrees; another
    /// spelling is kept aside. The listed name stays that of the reservation.
    fn document_name(&mut self, docs: &Docs<'l>) {
        let text = |v: Option<Value<'_>>| v.map(|v| v.text().into_owned()).unwrap_or_default();
        let (surname, given, middle) = (text(docs.surname), text(docs.given), text(docs.middle));
        if surname.is_empty() && given.is_empty() {
            return;
        }
        let gender = docs.gender();
        let own =
            names::without_title(&self.given.map(Value::text).unwrap_or_default(), gender, Some(&given));
        let theirs = names::without_title(&given, gender, Some(&own));
        let same_surname =
            names::key(&surname) == names::key(&self.surname.map(Value::text).unwrap_or_default());
        let same_given = names::key(&own) == names::key(&theirs) && !own.is_empty();
        if same_given && same_surname && self.person.given.is_empty() {
            if !middle.is_empty() {
                self.person.given = format!("{own} {}", names::without_title(&middle, gender, None));
                if let Some(value) = docs.middle {
                    self.note("given", value.span());
                }
            }
        } else if !same_given || !same_surname {
            let name =
                [surname, given, middle].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join("/");
            self.person.further.push(("DOCS name".to_owned(), name));
        }
    }

    /// Sets the names of the reservation.
    fn name(&mut self) {
        if let Some(value) = self.surname {
            self.person.surname = value.text().into_owned();
            self.note("surname", value.span());
        }
        if let Some(value) = self.given {
            if self.person.given.is_empty() {
                self.person.given = names::without_title(&value.text(), self.person.gender, None);
            }
            self.note("given", value.span());
        }
        let p = &mut self.person;
        p.name_pending = travel::is_placeholder(&p.surname) || (p.surname.is_empty() && p.given.is_empty());
    }
}
