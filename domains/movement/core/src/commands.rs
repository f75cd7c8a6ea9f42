//! Commands of movement: load → decide → a write set. The caller commits, and on a conflict calls again.

mod apply;
mod receive;
mod schedule;

pub use receive::{MessageReceipt, Receipt, Received, receive};
pub use schedule::{ScheduleOutcome, ScheduledFlight, schedule};
