//! Who may do what: Cedar policies and the role × action table.
//!
//! The policies stand in `policies/*.cedar`, are compiled into the program, and are checked against the schema
//! beside them before the first decision: a policy that names an unknown role or action stops the start. What no
//! policy permits is denied. `policies/matrix.md` is the same thing as a table for reviewers; a test keeps it true.
//!
//! Decisions depend on role and action alone today, so all of them are made once, by Cedar, when [`Access`] is made.
//! Rules over a record (its port, its marking) will be asked per row through the same policies.

mod action;
mod role;

use std::{fmt::Write as _, str::FromStr};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityId, EntityTypeName, EntityUid, PolicySet, Request, Schema,
    ValidationMode, Validator,
};

pub use action::Action;
pub use role::{Role, Unknown};

const SCHEMA: &str = include_str!("../../../policies/portcullis.cedarschema");
const POLICIES: [&str; 6] = [
    include_str!("../../../policies/everyone.cedar"),
    include_str!("../../../policies/screening.cedar"),
    include_str!("../../../policies/supervision.cedar"),
    include_str!("../../../policies/lists.cedar"),
    include_str!("../../../policies/audit.cedar"),
    include_str!("../../../policies/administration.cedar"),
];

/// Why the policies cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the access policies are not usable: {0}")]
pub struct PolicyError(String);

/// The decisions of the policies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// A bit per action, a row per role.
    permitted: [u64; Role::ALL.len()],
}

impl Access {
    /// The policies that the program was built with.
    pub fn new() -> Result<Self, PolicyError> {
        Self::from_source(SCHEMA, &POLICIES.join("\n"))
    }

    /// Checks `policies` against `schema` and makes every decision.
    pub fn from_source(schema: &str, policies: &str) -> Result<Self, PolicyError> {
        let (schema, _) = Schema::from_cedarschema_str(schema).map_err(|e| PolicyError(e.to_string()))?;
        let policies = PolicySet::from_str(policies).map_err(|e| PolicyError(e.to_string()))?;
        let checked = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
        if let Some(error) = checked.validation_errors().next() {
            return Err(PolicyError(error.to_string()));
        }
        let authorizer = Authorizer::new();
        let mut permitted = [0; Role::ALL.len()];
        for role in Role::ALL {
            for action in Action::ALL {
                let request = Request::new(
                    uid("Role", role.as_str())?,
                    uid("Action", action.as_str())?,
                    uid("Resource", action.resource())?,
                    Context::empty(),
                    Some(&schema),
                )
                .map_err(|e| PolicyError(e.to_string()))?;
                let answer = authorizer.is_authorized(&request, &policies, &Entities::empty());
                if answer.decision() == Decision::Allow {
                    permitted[role as usize] |= action.bit();
                }
            }
        }
        Ok(Self { permitted })
    }

    /// Whether one of `roles` may do `action`.
    pub fn permits(&self, roles: &[Role], action: Action) -> bool {
        roles.iter().any(|role| self.permitted[*role as usize] & action.bit() != 0)
    }

    /// Everything that `roles` may do together.
    pub fn permissions(&self, roles: &[Role]) -> Vec<Action> {
        Action::ALL.iter().copied().filter(|action| self.permits(roles, *action)).collect()
    }

    /// The decisions as a Markdown table: one row per resource and action, one column per role.
    pub fn matrix(&self) -> String {
        let mut table = String::from(
            "# Who may do what\n\nMade from the policies in this folder; `UPDATE_GOLDEN=1 cargo nextest run -p \
             pc-access` writes it anew.\nEmpty means denied.\n\n| resource | action |",
        );
        for role in Role::ALL {
            let _ = write!(table, " {role} |");
        }
        table.push_str("\n|---|---|");
        table.push_str(&":-:|".repeat(Role::ALL.len()));
        table.push('\n');
        for action in Action::ALL {
            let _ = write!(table, "| {} | {action} |", action.resource());
            for role in Role::ALL {
                table.push_str(if self.permits(&[role], *action) { " yes |" } else { "  |" });
            }
            table.push('\n');
        }
        table
    }
}

fn uid(kind: &str, id: &str) -> Result<EntityUid, PolicyError> {
    let kind = EntityTypeName::from_str(kind).map_err(|e| PolicyError(e.to_string()))?;
    Ok(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
}
