//! What goes wrong in real messages.

use jiff::civil::Date;

use crate::dice::Dice;
use crate::edi::{Advice, Layout, Lines, Syntax};
use crate::people::{Traveler, birth};

/// A flaw, or a rare form that readers must live with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Flaw {
    WrongCount,
    UnknownQualifier,
    CrLf,
    OneLine,
    BareCr,
    WrappedLines,
    MissingTerminator,
    DamagedAdvice,
    CurlyTerminator,
    CustomSeparators,
    TypeB,
    SyntaxNoise,
    MissingNationality,
    TwoDigitYears,
    SharedDocument,
    Infants,
    NoBirth,
    PendingNames,
    GluedTitles,
    NoPerson,
    Garbage,
}

use Flaw::{
    BareCr, CrLf, CurlyTerminator, CustomSeparators, DamagedAdvice, Garbage, GluedTitles, Infants,
    MissingNationality, MissingTerminator, NoBirth, NoPerson, OneLine, PendingNames, SharedDocument,
    SyntaxNoise, TwoDigitYears, TypeB, UnknownQualifier, WrappedLines, WrongCount,
};

impl Flaw {
    /// Those after which people can still be read.
    pub(crate) const READABLE: [Self; 19] = [
        WrongCount,
        UnknownQualifier,
        CrLf,
        OneLine,
        BareCr,
        WrappedLines,
        MissingTerminator,
        DamagedAdvice,
        CurlyTerminator,
        CustomSeparators,
        TypeB,
        SyntaxNoise,
        MissingNationality,
        TwoDigitYears,
        SharedDocument,
        Infants,
        NoBirth,
        PendingNames,
        GluedTitles,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            WrongCount => "wrong-count",
            UnknownQualifier => "unknown-qualifier",
            CrLf => "crlf",
            OneLine => "one-line",
            BareCr => "bare-cr",
            WrappedLines => "wrapped-lines",
            MissingTerminator => "missing-terminator",
            DamagedAdvice => "damaged-una",
            CurlyTerminator => "curly-terminator",
            CustomSeparators => "custom-separators",
            TypeB => "type-b-lines",
            SyntaxNoise => "syntax-noise",
            MissingNationality => "missing-nationality",
            TwoDigitYears => "two-digit-years",
            SharedDocument => "shared-document",
            Infants => "infants",
            NoBirth => "no-birth",
            PendingNames => "tba-names",
            GluedTitles => "glued-titles",
            NoPerson => "no-person",
            Garbage => "garbage",
        }
    }

    /// Changes how the message looks.
    pub(crate) fn lay_out(self, layout: &mut Layout, segments: usize) {
        match self {
            CrLf => layout.lines = Lines::CrLf,
            OneLine => layout.lines = Lines::One,
            BareCr => layout.lines = Lines::Cr,
            WrappedLines => layout.lines = Lines::Wrapped(69),
            MissingTerminator => layout.unterminated = vec![segments / 2, segments - 1],
            // One character lost; the separators in use are still the standard ones.
            DamagedAdvice => layout.advice = Advice::Damaged("UNA:+.?'"),
            CurlyTerminator => {
                layout.syntax.terminator = '\u{2019}';
                layout.advice = Advice::Absent;
            }
            CustomSeparators => {
                layout.syntax = Syntax { component: '|', element: '*', release: '\\', terminator: '~' };
                layout.advice = Advice::Full;
            }
            TypeB => {
                layout.before = String::from("\u{1}QU VNOAPXH\r\n.HDQDCXH 041210\r\n\u{2}\r\n");
                layout.after = String::from("\r\n\u{3}");
                layout.lines = Lines::CrLf;
            }
            SyntaxNoise => {
                layout.lines = Lines::Ragged;
                layout.before = String::from("\u{feff}\r\n  ");
                layout.after = String::from("\r\n\u{c}\r\nEND OF MESSAGE\r\n");
            }
            _ => {}
        }
    }

    /// Changes what is said about people.
    pub(crate) fn blur(self, dice: &mut Dice, day: Date, people: &mut [Traveler]) {
        if people.is_empty() {
            return;
        }
        match self {
            MissingNationality => {
                people.iter_mut().skip(1).step_by(4).for_each(|p| p.nationality = None);
            }
            SharedDocument => {
                let from = dice.below(people.len());
                let document = people[from].document.clone();
                people[(from + 1) % people.len()].document = document;
            }
            NoBirth => people.iter_mut().step_by(5).for_each(|p| p.birth = None),
            PendingNames => {
                for (n, p) in people.iter_mut().step_by(9).take(3).enumerate() {
                    p.surname = String::from("TBA");
                    p.given = format!("TBA {}", char::from(b'A' + n as u8)).replace(" A", "");
                    (p.document, p.birth) = (None, None);
                }
            }
            GluedTitles => {
                for p in people.iter_mut().filter(|p| !p.infant) {
                    p.given += if p.gender == 'F' { "MRS" } else { "MR" };
                }
            }
            Infants => {
                for p in people.iter_mut().skip(2).step_by(17).take(3) {
                    p.infant = true;
                    p.seat.clear();
                    p.birth = Some(birth(dice, day, 0, 1));
                }
            }
            _ => {}
        }
    }

    /// Changes the segments themselves.
    pub(crate) fn spoil(self, segments: &mut Vec<String>) {
        match self {
            WrongCount => {
                for s in segments.iter_mut() {
                    if s.starts_with("CNT+42:") {
                        *s = String::from("CNT+41+999");
                    } else if s.starts_with("UNT+") {
                        s.insert(4, '9');
                    } else if s.starts_with("EQN+") {
                        s.push('7');
                    } else if s.starts_with("UNZ+") {
                        *s = String::from("UNZ+3+0");
                    }
                }
            }
            UnknownQualifier => {
                let people = |s: &String| s.starts_with("NAT+") || s.starts_with("TIF+");
                if let Some(at) = segments.iter().position(people) {
                    let extra = ["RFF+ZZQ:7781", "LOC+999+QQX", "ATT+9+LOYALTY:44", "FTX+QQQ+++SEE DESK"];
                    let rest = segments.split_off(at + 1);
                    segments.extend(extra.map(str::to_owned));
                    segments.extend(rest);
                }
            }
            _ => {}
        }
    }
}

/// A file that is no message at all.
pub(crate) fn garbage(dice: &mut Dice) -> Vec<u8> {
    if dice.chance(50) {
        return b"<html><head><title>502 Bad Gateway</title></head>\n<body>upstream gave no answer</body></html>\n".to_vec();
    }
    (0..700).map(|_| (dice.next() >> 13) as u8).collect()
}
