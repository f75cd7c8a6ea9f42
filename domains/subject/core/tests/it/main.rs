//! Tests of the desk.

mod reading;
