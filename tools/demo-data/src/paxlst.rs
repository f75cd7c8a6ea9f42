//! Passenger and crew lists (UN/EDIFACT PAXLST, in the form of the WCO/IATA implementation guide).

use jiff::{Timestamp, civil::Date};

use crate::dice::Dice;
use crate::edi::{Advice, Layout, Lines, STANDARD, esc, render};
use crate::flaws::Flaw;
use crate::flights::Flight;
use crate::people::Traveler;

/// What a list is for: BGM C002/1001 with C106/1004.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 745.
    Passengers,
    /// 250 C.
    Crew,
    /// 745 CP: these people changed, all the others stay.
    Change,
    /// 745 RP: these people do not travel.
    Reduction,
    /// 266 CLOB: exactly these people are on board.
    OnBoard,
    /// 266 CLNB: these people stayed behind.
    NotOnBoard,
    /// 266 XF: the flight does not operate.
    FlightCancelled,
}

impl Kind {
    fn bgm(self) -> &'static str {
        match self {
            Self::Passengers => "BGM+745",
            Self::Crew => "BGM+250+C",
            Self::Change => "BGM+745+CP",
            Self::Reduction => "BGM+745+RP",
            Self::OnBoard => "BGM+266+CLOB",
            Self::NotOnBoard => "BGM+266+CLNB",
            Self::FlightCancelled => "BGM+266+XF",
        }
    }

    /// For file names.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Passengers => "pax",
            Self::Crew => "crew",
            Self::Change => "change",
            Self::Reduction => "reduction",
            Self::OnBoard => "onboard",
            Self::NotOnBoard => "notonboard",
            Self::FlightCancelled => "cancelled",
        }
    }
}

/// `YYMMDD` of a date.
pub(crate) fn short(date: Date) -> String {
    format!("{:02}{:02}{:02}", date.year().rem_euclid(100), date.month(), date.day())
}

/// `YYMMDD<between>hhmm` of a local time.
pub(crate) fn minute(at: jiff::civil::DateTime, between: &str) -> String {
    format!("{}{between}{:02}{:02}", short(at.date()), at.hour(), at.minute())
}

/// The usual layout of the carrier's system.
pub(crate) fn usual_layout(flight: &Flight) -> Layout {
    let habits = flight.carrier.habits;
    Layout {
        syntax: STANDARD,
        advice: if habits.una { Advice::Full } else { Advice::Absent },
        lines: if habits.lines { Lines::Lf } else { Lines::One },
        before: String::new(),
        after: String::new(),
        unterminated: Vec::new(),
    }
}

/// One list as bytes, with its flaw if it has one.
pub(crate) fn write(
    dice: &mut Dice,
    kind: Kind,
    flight: &Flight,
    people: &[Traveler],
    prepared: Timestamp,
    flaw: Option<Flaw>,
) -> Vec<u8> {
    let mut people = people.to_vec();
    let mut century = flight.carrier.habits.century;
    if let Some(flaw) = flaw {
        flaw.blur(dice, flight.departure().date(), &mut people);
        century &= flaw != Flaw::TwoDigitYears;
        if flaw == Flaw::NoPerson {
            people.clear();
        }
    }
    let mut segments = segments(dice, kind, flight, &people, prepared, century);
    let mut layout = usual_layout(flight);
    if let Some(flaw) = flaw {
        flaw.spoil(&mut segments);
        flaw.lay_out(&mut layout, segments.len());
    }
    render(&segments, &layout)
}

fn segments(
    dice: &mut Dice,
    kind: Kind,
    flight: &Flight,
    people: &[Traveler],
    prepared: Timestamp,
    century: bool,
) -> Vec<String> {
    let habits = flight.carrier.habits;
    let sender = format!("{}DCS", flight.carrier.code);
    let at = prepared.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let reference = dice.digits(9);
    let (stamp, version) = (minute(at, ":"), habits.version);
    let level = if habits.century { "UNOA:4" } else { "UNOB:4" };
    let mut s = vec![format!("UNB+{level}+{sender}:ZZ+LTPIU:ZZ+{stamp}+{reference}++APIS")];
    if habits.group {
        s.push(format!("UNG+PAXLST+{sender}+LTPIU+{stamp}+1+UN+{version}"));
    }
    let header = s.len();
    s.push(format!("UNH+1+PAXLST:{version}:UN:IATA+{}", flight.designator()));
    s.push(kind.bgm().to_owned());
    s.push(format!("RFF+TN:{reference}:::1"));
    s.push(format!("NAD+MS+++{}", esc(&format!("{} CONTROL DESK", flight.carrier.name.to_uppercase()))));
    s.push(format!("COM+{}:TE+OPS@EXAMPLE.INVALID:EM", dice.digits(10)));
    s.push(format!("TDT+20+{}+++{}", flight.designator(), flight.carrier.code));
    s.push(format!("LOC+125+{}", flight.from.code));
    s.push(format!("DTM+189:{}:201", minute(flight.departure(), "")));
    s.push(format!("LOC+87+{}", flight.to.code));
    s.push(format!("DTM+232:{}:201", minute(flight.arrival(), "")));
    for person in people {
        person_segments(flight, person, century, &mut s);
    }
    s.push(format!("CNT+{}:{}", if kind == Kind::Crew { 41 } else { 42 }, people.len()));
    s.push(format!("UNT+{}+1", s.len() - header + 1));
    if habits.group {
        s.push("UNE+1+1".to_owned());
    }
    s.push(format!("UNZ+1+{reference}"));
    s
}

fn person_segments(flight: &Flight, p: &Traveler, century: bool, s: &mut Vec<String>) {
    let role = match (p.crew, p.transit) {
        (true, _) => "FM",
        (_, true) => "DDU",
        _ => "FL",
    };
    let given = p.given.split(' ').map(esc).collect::<Vec<_>>().join(":");
    s.push(format!("NAD+{role}+++{}:{given}", esc(&p.surname)));
    s.push(format!("ATT+2++{}{}", p.gender, if p.infant { "I" } else { "" }));
    if let Some(birth) = p.birth {
        s.push(if century {
            format!("DTM+329:{:04}{:02}{:02}:102", birth.year(), birth.month(), birth.day())
        } else {
            format!("DTM+329:{}", short(birth))
        });
    }
    if !p.crew && flight.carrier.habits.group {
        s.push("GEI+4+173".to_owned());
    }
    s.push(format!("LOC+178+{}", flight.from.code));
    s.push(format!("LOC+179+{}", flight.to.code));
    if let Some(nation) = &p.nationality {
        s.push(format!("LOC+174+{nation}"));
        s.push(format!("NAT+2+{nation}"));
    }
    if !p.locator.is_empty() {
        s.push(format!("RFF+AVF:{}", p.locator));
    }
    if !p.reference.is_empty() {
        s.push(format!("RFF+ABO:{}", p.reference));
    }
    if !p.seat.is_empty() {
        s.push(format!("RFF+SEA:{}", p.seat));
    }
    if let Some(document) = &p.document {
        s.push(format!("DOC+{}:110:111+{}", document.code, esc(&document.number)));
        s.push(format!("DTM+36:{}", short(document.expiry)));
        s.push(format!("LOC+91+{}", document.issuer));
    }
}
