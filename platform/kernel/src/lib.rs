//! What everything shares: typed ids, clock and chance as parameters, partial dates, documents, countries,
//! source spans and warnings.
//!
//! Pure: no I/O except the two system sources of time and chance, which stand here so that nothing else
//! needs them (`clippy.toml` forbids the direct calls everywhere else).

mod clock;
mod country;
mod date;
mod digest;
mod ids;
mod person;
mod rng;
mod source;

pub use clock::{Clock, FixedClock, SystemClock};
pub use country::Country;
pub use date::{PartialDate, PartialDateError};
pub use digest::{sha256_hex, sha256_of};
pub use ids::*;
pub use newtype_uuid::{GenericUuid, TypedUuid};
pub use person::{Document, DocumentKind, Gender, Role};
pub use rng::{Rng, SeededRng, SystemRng};
pub use source::{Span, Warning};
