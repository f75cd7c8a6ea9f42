//! The policies, as a reviewer would ask about them.

use std::{env, fs, path::Path};

use pc_access::{Access, Action, Role};

#[test]
fn the_committed_table_is_what_the_policies_say() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies/matrix.md");
    let table = Access::new().unwrap().matrix();
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, &table).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        table, committed,
        "policies/matrix.md differs: review the change, then run with UPDATE_GOLDEN=1"
    );
}

#[test]
fn duties_are_kept_apart() {
    let access = Access::new().unwrap();
    let may = |role, action| access.permits(&[role], action);
    assert!(may(Role::Analyst, Action::HitDecide));
    for role in [Role::Officer, Role::Auditor, Role::ListManager, Role::Administrator] {
        assert!(!may(role, Action::HitDecide), "{role} must not decide hits");
    }
    for action in [Action::TravelerList, Action::TravelerRead, Action::MessageRead, Action::HitRead] {
        assert!(!may(Role::Administrator, action), "administrators must not have {action}");
        assert!(!may(Role::ListManager, action), "list managers must not have {action}");
    }
    for action in [
        Action::ListImport,
        Action::ListUndo,
        Action::FlightSchedule,
        Action::MessageSubmit,
        Action::AccountManage,
    ] {
        assert!(!may(Role::Auditor, action), "auditors must not have {action}");
    }
    assert!(may(Role::Auditor, Action::JournalRead));
    for role in [Role::Analyst, Role::Officer, Role::Supervisor, Role::ListManager, Role::Auditor] {
        assert!(!may(role, Action::AccountManage), "{role} must not manage accounts");
    }
}

#[test]
fn roles_add_up_and_nobody_has_nothing() {
    let access = Access::new().unwrap();
    assert!(access.permits(&[Role::Officer, Role::ListManager], Action::ListImport));
    for action in Action::ALL {
        assert!(!access.permits(&[], *action), "no role, no permission: {action}");
        assert!(access.permits(&Role::ALL, *action), "nobody may {action}");
    }
    assert_eq!(
        access.permissions(&[Role::ListManager]),
        [
            Action::StatusRead,
            Action::SessionOwn,
            Action::EventsRead,
            Action::ListRead,
            Action::ListImport,
            Action::ListUndo,
            Action::EntryRead,
            Action::EntryWrite,
            Action::EntryApprove
        ]
    );
}

#[test]
fn schema_and_code_know_the_same_actions() {
    let (schema, _) = cedar_policy::Schema::from_cedarschema_str(&schema()).unwrap();
    let mut declared: Vec<_> = schema.actions().map(|a| a.id().unescaped().to_owned()).collect();
    declared.sort_unstable();
    let mut known: Vec<_> = Action::ALL.iter().map(|a| a.as_str().to_owned()).collect();
    known.sort_unstable();
    assert_eq!(declared, known);
}

fn schema() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies/portcullis.cedarschema");
    fs::read_to_string(file).unwrap()
}

#[test]
fn a_policy_about_an_unknown_action_or_role_stops_the_start() {
    let schema = schema();
    for policy in [
        r#"permit(principal == Role::"analyst", action == Action::"hit:erase", resource);"#,
        r#"permit(principal == Role::"superman", action == Action::"hit:list", resource);"#,
        "permit(principal, action",
    ] {
        assert!(Access::from_source(&schema, policy).is_err(), "{policy}");
    }
    let none = Access::from_source(&schema, "").unwrap();
    assert!(Action::ALL.iter().all(|a| !none.permits(&Role::ALL, *a)), "no policy: everything denied");
}

#[test]
fn names_read_back() {
    for action in Action::ALL {
        assert_eq!(action.as_str().parse::<Action>().as_ref(), Ok(action));
    }
    for role in Role::ALL {
        assert_eq!(role.as_str().parse::<Role>(), Ok(role));
    }
    assert!("hit".parse::<Action>().is_err());
}
