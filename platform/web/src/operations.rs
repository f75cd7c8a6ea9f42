use std::collections::BTreeMap;

use axum::http::Method;
use pc_access::Action;
use utoipa::openapi::{OpenApi, path::Operation as Described};

/// What the API description says about one operation, as the guard reads it. The whole-program tests read the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// The method.
    pub method: Method,
    /// The path as a template, `/api/v1/flights/{id}`.
    pub path: String,
    /// Its `operationId`.
    pub id: Option<String>,
    /// Who may call it.
    pub permission: Permission,
    /// Whether its answer holds personal data; `None` where `x-personal-data` is missing.
    pub personal: Option<bool>,
    /// What personal data is read for, when the caller does not say.
    pub purpose: Option<String>,
}

/// Who may call an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Everybody, signed in or not.
    Public,
    /// Who may do this.
    Action(Action),
    /// Nobody: `x-permission` is missing or names no action.
    Undeclared,
}

impl Operation {
    fn read(method: Method, path: &str, described: &Described) -> Self {
        let extension = |name: &str| described.extensions.as_ref().and_then(|e| e.get(name));
        let permission = match extension("x-permission").and_then(|v| v.as_str()) {
            Some("public") => Permission::Public,
            Some(name) => name.parse().map_or(Permission::Undeclared, Permission::Action),
            None => Permission::Undeclared,
        };
        Self {
            method,
            path: path.to_owned(),
            id: described.operation_id.clone(),
            permission,
            personal: extension("x-personal-data").and_then(serde_json::Value::as_bool),
            purpose: extension("x-purpose").and_then(|v| v.as_str()).map(str::to_owned),
        }
    }

    /// What is missing in its declaration; an operation with anything missing is denied to everybody.
    pub fn missing(&self) -> Option<&'static str> {
        match (self.permission, self.personal) {
            (Permission::Undeclared, _) => Some("x-permission"),
            (_, None) => Some("x-personal-data"),
            (Permission::Public, Some(true)) => Some("a permission other than public: it has personal data"),
            (_, Some(true)) if self.purpose.is_none() => Some("x-purpose"),
            _ => None,
        }
    }
}

/// Every operation of the description.
pub fn operations(document: &OpenApi) -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, item) in &document.paths.paths {
        let methods = [
            (Method::GET, &item.get),
            (Method::POST, &item.post),
            (Method::PUT, &item.put),
            (Method::PATCH, &item.patch),
            (Method::DELETE, &item.delete),
            (Method::HEAD, &item.head),
            (Method::OPTIONS, &item.options),
            (Method::TRACE, &item.trace),
        ];
        for (method, described) in methods {
            if let Some(described) = described {
                all.push(Operation::read(method, path, described));
            }
        }
    }
    all
}

/// The guard's table.
#[derive(Debug, Default)]
pub(crate) struct Table(BTreeMap<String, Vec<Operation>>);

/// What the table says about a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found<'a> {
    /// This operation.
    Operation(&'a Operation),
    /// The path, with other methods.
    OtherMethods(String),
    /// Nothing: the route was mounted without a description.
    Nothing,
}

impl Table {
    pub(crate) fn new(document: &OpenApi) -> Self {
        let mut table = Self::default();
        for operation in operations(document) {
            if let Some(missing) = operation.missing() {
                let (method, path) = (&operation.method, &operation.path);
                tracing::error!(%method, path, missing, "operation is denied to everybody");
            }
            table.0.entry(operation.path.clone()).or_default().push(operation);
        }
        table
    }

    /// HEAD is answered by what answers GET, as the router does.
    pub(crate) fn find(&self, method: &Method, path: &str) -> Found<'_> {
        let Some(operations) = self.0.get(path) else { return Found::Nothing };
        let wanted = |m: &Method| operations.iter().find(|o| o.method == *m);
        let found =
            wanted(method).or_else(|| (*method == Method::HEAD).then(|| wanted(&Method::GET)).flatten());
        found.map_or_else(
            || {
                let methods: Vec<_> = operations.iter().map(|o| o.method.as_str()).collect();
                Found::OtherMethods(methods.join(", "))
            },
            Found::Operation,
        )
    }
}
