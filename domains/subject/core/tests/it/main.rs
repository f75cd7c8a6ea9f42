//! Tests of the desk.

mod order;
mod reading;
