//! Pure decisions of movement.

pub mod attention;
pub mod legs;
pub mod pairing;
