//! The face as a browser meets it.

mod accounts;
mod domain;
mod events;
mod guard;
mod house;
mod sign_in;
