//! ISO 9735 lexer and writer: tolerant of what carriers really send, byte-exact spans.
//!
//! [`lex`] reads any bytes and never fails: it finds the interchanges in them, their separators and segments,
//! repairs what it can and says so. Values are views of the input; text is copied only where a release
//! character, a line wrap or a foreign code page has to be resolved.
//!
//! ```
//! let lexed = pc_edifact::lex(b"UNB+UNOA:4+AA+GOV+260101:1200+1'UNH+1+PAXLST:D:02B:UN'BGM+745'UNT+3+1'UNZ+1+1'");
//! let message = &lexed.interchanges[0].messages[0];
//! let bgm = lexed.segments(message).nth(1).unwrap();
//! assert_eq!(bgm.tag(), "BGM");
//! assert_eq!(bgm.text(0, 0), "745");
//! ```

pub mod dates;
mod dialect;
mod envelope;
mod lexed;
mod lexer;
mod tags;
pub mod travel;
mod value;
mod writer;

pub use dialect::Dialect;
pub use envelope::{Envelope, Enveloped, PartIndicator};
pub use lexed::{Lexed, Segment};
pub use lexer::lex;
pub use value::Value;
pub use writer::{Lines, Style, Writer};
