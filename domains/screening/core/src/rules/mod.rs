//! Pure decisions of screening.

pub mod counts;
pub mod screen;

#[cfg(test)]
mod tests;
