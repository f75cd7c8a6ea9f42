use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use pc_store::Cursor;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use utoipa::{IntoParams, ToSchema};

use crate::Problem;

/// Items of a page when the client does not say.
pub const DEFAULT_LIMIT: usize = 50;
/// The most items of a page.
pub const MAX_LIMIT: usize = 500;

/// `?limit=&cursor=` of every list. Take it as its own `Query(page): Query<PageQuery>` beside the list's filters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// At most so many items: 1 to 500, 50 when absent.
    #[serde(default, deserialize_with = "number")]
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500, default = 50)]
    limit: Option<usize>,
    /// `next` of the page before.
    cursor: Option<String>,
}

/// Reads the number from text, so that the struct may also be flattened into another.
fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<usize>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(|_| D::Error::custom(format!("limit is not a number: {text:?}")))
}

impl PageQuery {
    /// How many items.
    pub fn limit(&self) -> Result<usize, Problem> {
        match self.limit {
            None => Ok(DEFAULT_LIMIT),
            Some(limit @ 1..=MAX_LIMIT) => Ok(limit),
            Some(_) => Err(Problem::bad_request(format!("limit must be 1 to {MAX_LIMIT}"))),
        }
    }

    /// Where to go on, for a scan of the store.
    pub fn cursor(&self) -> Result<Option<Cursor>, Problem> {
        self.cursor_as()
    }

    /// Where to go on, for lists that are ordered otherwise.
    pub fn cursor_as<C: for<'de> Deserialize<'de>>(&self) -> Result<Option<C>, Problem> {
        self.cursor.as_deref().map(decode_cursor).transpose()
    }
}

/// A cursor as clients carry it: opaque to them.
pub fn encode_cursor<C: Serialize>(cursor: &C) -> Result<String, Problem> {
    serde_json::to_vec(cursor).map(|json| URL_SAFE_NO_PAD.encode(json)).map_err(Problem::internal)
}

/// The cursor that a client carried back.
pub fn decode_cursor<C: for<'de> Deserialize<'de>>(text: &str) -> Result<C, Problem> {
    URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        .and_then(|json| serde_json::from_slice(&json).ok())
        .ok_or_else(|| Problem::bad_request("the cursor is not one of ours"))
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PageOf<T> {
    /// The items, in the list's order.
    pub items: Vec<T>,
    /// Give it as `cursor` for the next page; null at the end.
    pub next: Option<String>,
}

impl<T> PageOf<T> {
    /// A page that goes on at `next`.
    pub fn new<C: Serialize>(items: Vec<T>, next: Option<&C>) -> Result<Self, Problem> {
        Ok(Self { items, next: next.map(encode_cursor).transpose()? })
    }

    /// The last page.
    pub fn last(items: Vec<T>) -> Self {
        Self { items, next: None }
    }
}

#[cfg(test)]
mod tests {
    use pc_store::Value;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_was() {
        let cursor =
            Cursor { values: vec![Value::Null, Value::Int(-5), "Ω/+".into()], id: Uuid::from_u128(7) };
        let text = encode_cursor(&cursor).unwrap();
        assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'), "{text}");
        assert_eq!(decode_cursor::<Cursor>(&text).unwrap(), cursor);
        assert_eq!(decode_cursor::<Cursor>("AAAA").unwrap_err().status, 400);
    }

    #[test]
    fn limits_outside_the_range_are_refused() {
        for (limit, expected) in [(None, Some(50)), (Some(1), Some(1)), (Some(500), Some(500))] {
            assert_eq!(PageQuery { limit, cursor: None }.limit().ok(), expected);
        }
        for limit in [0, 501] {
            let query = PageQuery { limit: Some(limit), cursor: None };
            assert_eq!(query.limit().unwrap_err().status, 400);
        }
    }
}
