//! One entry point for every passenger message: envelope split, dispatch by message type.
//!
//! ```
//! use jiff::civil::date;
//!
//! let bytes = b"UNB+UNOA:3+XX+GOV+260301:0900+7'UNH+1+PAXLST:D:02B:UN:IATA'BGM+745'TDT+20+XX12'\
//!     LOC+125+AAA'DTM+189:2603011000:201'LOC+87+BBB'NAD+FL+++EXAMPLE:ADA'CNT+42:1'UNT+9+1'UNZ+1+7'";
//! let read = pc_passenger::read_interchange(bytes, date(2026, 3, 1));
//! assert_eq!(read.messages[0].persons[0].surname, "EXAMPLE");
//! ```

mod parts;

use jiff::civil::Date;
use pc_edifact::{Envelope, Enveloped, Lexed};
use pc_kernel::{Span, Warning};
use pc_manifest::{Function, Interchange, Message};

/// Message types that are read, for the reason of a refusal.
const KINDS: &str = "PAXLST and PNRGOV";

/// Reads one file or transmission, which may hold several interchanges. `today` settles two-digit years where
/// the interchange does not say when it was prepared.
///
/// Never fails: what cannot be used is a message with a reason in `refused`; parts of one message (UNH S010)
/// come back as one.
pub fn read_interchange(bytes: &[u8], today: Date) -> Interchange {
    let mut lexed = pc_edifact::lex(bytes);
    let warnings = std::mem::take(&mut lexed.warnings);
    let mut messages = Vec::new();
    for envelope in &lexed.interchanges {
        let read = envelope.messages.iter().map(|m| (m, dispatch(&lexed, envelope, m, today)));
        messages.extend(parts::join(read));
    }
    if messages.is_empty() {
        messages.push(Message {
            refused: Some(if lexed.interchanges.is_empty() {
                "It is no UN/EDIFACT interchange: there is neither UNB nor UNH in it.".to_owned()
            } else {
                "The interchange holds no message: there is no UNH in it.".to_owned()
            }),
            ..empty("UNKNOWN", Span::new(0, bytes.len()))
        });
    }
    share(warnings, &mut messages);
    Interchange { messages }
}

fn dispatch(lexed: &Lexed<'_>, envelope: &Envelope, message: &Enveloped, today: Date) -> Message {
    match message.kind.as_str() {
        "PAXLST" => pc_paxlst::read(lexed, envelope, message, today),
        "PNRGOV" => pc_pnrgov::read(lexed, envelope, message, today),
        kind => Message {
            version: message.version.clone(),
            sender: envelope.sender.clone(),
            reference: message.reference.clone(),
            prepared: envelope.prepared(today),
            refused: Some(if kind.is_empty() {
                format!("Its type is not stated in UNH; {KINDS} are read.")
            } else {
                format!("It is a message of type {kind}; {KINDS} are read.")
            }),
            ..empty(if kind.is_empty() { "UNKNOWN" } else { kind }, message.span)
        },
    }
}

fn empty(kind: &str, span: Span) -> Message {
    Message {
        kind: kind.to_owned(),
        version: String::new(),
        sender: None,
        reference: String::new(),
        function: Function::Unknown,
        prepared: None,
        refused: None,
        legs: Vec::new(),
        persons: Vec::new(),
        warnings: Vec::new(),
        span,
    }
}

/// Gives each repair of the envelope to the message it stands in; what stands before the first goes to it.
fn share(warnings: Vec<Warning>, messages: &mut [Message]) {
    for warning in warnings {
        let at = messages.partition_point(|m| m.span.offset <= warning.offset).saturating_sub(1);
        if let Some(message) = messages.get_mut(at) {
            message.warnings.push(warning);
        }
    }
    for message in messages {
        message.warnings.sort_by_key(|w| w.offset);
    }
}
