//! The program, as a library for its own tests: wiring ([`node`]) and command line ([`commands`]).

pub mod bench;
pub mod commands;
pub mod node;
