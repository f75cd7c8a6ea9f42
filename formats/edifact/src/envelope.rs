//! The envelope: interchanges (UNB…UNZ), groups (UNG…UNE) and messages (UNH…UNT).

use std::ops::Range;

use jiff::civil::{Date, DateTime};
use pc_kernel::{Span, Warning};

use crate::{Lexed, Segment, dates};

/// One interchange.
#[derive(Debug, Clone, Default)]
pub struct Envelope {
    /// S002: who sent it.
    pub sender: Option<String>,
    /// S003: who it is for.
    pub recipient: Option<String>,
    /// S004 date and time, as stated.
    pub prepared: (String, String),
    /// 0020: control reference.
    pub reference: String,
    /// The messages, in order.
    pub messages: Vec<Enveloped>,
}

impl Envelope {
    /// When it was prepared, in the century next to `today`; the zone is not stated.
    pub fn prepared(&self, today: Date) -> Option<DateTime> {
        let text = format!("{}{}", self.prepared.0, self.prepared.1);
        dates::moment(&text, None, today).map(|m| m.at)
    }
}

/// Whether a part of a message is followed by more (UNH S010 0073).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartIndicator {
    /// `C`: the first or a middle part.
    More,
    /// `F`: the last part.
    Last,
}

/// One message.
#[derive(Debug, Clone)]
pub struct Enveloped {
    /// Message type, e.g. `PAXLST`.
    pub kind: String,
    /// Version and release, e.g. `D:02B`.
    pub version: String,
    /// 0062: message reference.
    pub reference: String,
    /// 0068: common access reference, which joins parts and dialogues.
    pub access: String,
    /// S010: number of this part and whether more follow, where stated.
    pub part: Option<(u32, Option<PartIndicator>)>,
    /// From `UNH` to the end of `UNT`.
    pub span: Span,
    pub(crate) rows: Range<usize>,
}

/// Splits what was lexed, and checks the counts, which are often wrong: never a reason to refuse anything.
pub(crate) fn split(lexed: &mut Lexed<'_>) {
    let mut splitter = Splitter::default();
    for segment in lexed.all() {
        splitter.take(segment);
    }
    splitter.close_message(None);
    splitter.close();
    let Splitter { done, warnings, .. } = splitter;
    lexed.interchanges = done;
    lexed.warnings.extend(warnings);
}

#[derive(Default)]
struct Splitter {
    done: Vec<Envelope>,
    open: Option<Envelope>,
    message: Option<Enveloped>,
    groups: usize,
    warnings: Vec<Warning>,
}

impl Splitter {
    fn take(&mut self, segment: Segment<'_>) {
        if self.message.is_some() && segment.tag_bytes()[..2] != *b"UN" {
            return self.extend(segment);
        }
        match segment.tag() {
            "UNB" => {
                self.close_message(None);
                self.close();
                self.groups = 0;
                let text = |e, c| segment.component(e, c).map(|v| v.text().into_owned());
                self.open = Some(Envelope {
                    sender: text(1, 0),
                    recipient: text(2, 0),
                    prepared: (text(3, 0).unwrap_or_default(), text(3, 1).unwrap_or_default()),
                    reference: text(4, 0).unwrap_or_default(),
                    messages: Vec::new(),
                });
            }
            "UNG" => {
                self.close_message(None);
                self.groups += 1;
            }
            "UNH" => {
                self.close_message(None);
                self.message = Some(header(segment));
            }
            "UNT" => {
                if self.message.is_some() {
                    self.extend(segment);
                    self.close_message(Some(segment));
                }
            }
            "UNE" => self.close_message(None),
            "UNZ" => {
                self.close_message(None);
                let messages = self.open.as_ref().map_or(0, |e| e.messages.len());
                let counted = if self.groups > 0 { self.groups } else { messages };
                self.check(segment, counted, if self.groups > 0 { "groups" } else { "messages" });
                self.close();
            }
            tag => {
                if self.message.is_none() {
                    let Some(kind) = implied(tag) else { return };
                    self.warnings.push(Warning::new(
                        "missing-unh",
                        segment.offset(),
                        format!(
                            "The message has no header (UNH); its {tag} segment says that it is a {kind}."
                        ),
                    ));
                    self.message = Some(Enveloped { kind: kind.to_owned(), ..header(segment) });
                    return;
                }
                self.extend(segment);
            }
        }
    }

    fn extend(&mut self, segment: Segment<'_>) {
        if let Some(message) = &mut self.message {
            message.rows.end += 1;
            message.span = message.span.join(segment.span());
        }
    }

    fn close_message(&mut self, unt: Option<Segment<'_>>) {
        let Some(message) = self.message.take() else { return };
        match unt {
            Some(unt) => self.check(unt, message.rows.len(), "segments"),
            None => self.warnings.push(Warning::new(
                "missing-unt",
                (message.span.offset + message.span.len) as usize,
                "The message has no trailer (UNT); it was ended where the next one starts or the text ends.",
            )),
        }
        self.open.get_or_insert_default().messages.push(message);
    }

    fn check(&mut self, trailer: Segment<'_>, counted: usize, what: &str) {
        let said = trailer.text(0, 0);
        if said.trim_start_matches('0').parse::<usize>().unwrap_or(0) != counted {
            let tag = trailer.tag();
            self.warnings.push(Warning::new(
                "count-mismatch",
                trailer.offset(),
                format!("{tag} states {said:?} {what}; {counted} were read."),
            ));
        }
    }

    fn close(&mut self) {
        self.done.extend(self.open.take());
    }
}

fn implied(tag: &str) -> Option<&'static str> {
    match tag {
        "BGM" | "NAD" | "TDT" => Some("PAXLST"),
        "MSG" | "SRC" | "TVL" => Some("PNRGOV"),
        _ => None,
    }
}

fn header(unh: Segment<'_>) -> Enveloped {
    let is_unh = unh.tag() == "UNH";
    let text = |e, c| if is_unh { unh.text(e, c).into_owned() } else { String::new() };
    let version =
        [text(1, 1), text(1, 2)].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(":");
    let indicator = match text(3, 1).as_str() {
        "C" => Some(PartIndicator::More),
        "F" => Some(PartIndicator::Last),
        _ => None,
    };
    Enveloped {
        kind: text(1, 0).to_ascii_uppercase(),
        version,
        reference: text(0, 0),
        access: text(2, 0),
        part: text(3, 0).parse().ok().map(|n| (n, indicator)),
        span: unh.span(),
        rows: unh.index()..unh.index() + 1,
    }
}
