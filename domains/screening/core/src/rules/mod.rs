//! Pure decisions of screening.

pub mod counts;
pub mod screen;
pub mod told;

#[cfg(test)]
mod tests;
