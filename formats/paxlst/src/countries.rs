//! Reading a country code is a table search; a manifest repeats a handful of them hundreds of times.

use pc_kernel::Country;

/// The last few codes and what they mean.
#[derive(Default)]
pub(crate) struct Countries {
    known: Vec<([u8; 3], Option<Country>)>,
}

impl Countries {
    /// As [`Country::parse`], remembered.
    pub(crate) fn parse(&mut self, text: &str) -> Option<Country> {
        let Ok(key) = <[u8; 3]>::try_from(text.as_bytes()) else { return Country::parse(text) };
        if let Some((_, country)) = self.known.iter().find(|(k, _)| *k == key) {
            return *country;
        }
        let country = Country::parse(text);
        if self.known.len() < 32 {
            self.known.push((key, country));
        }
        country
    }
}
