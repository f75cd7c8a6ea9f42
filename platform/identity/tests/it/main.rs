//! Sign-in, sessions, setup and accounts against the memory store.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use pc_access::Role;
use pc_identity::{
    Account, AccountChange, AccountError, AccountNote, Identity, KINDS, NewAccount, Opened, Password,
    Session, SignInError,
};
use pc_kernel::{Clock as _, FixedClock, SeededRng};
use pc_store::{Actor, Audit, Scan, SnapshotExt as _, Store};
use pc_store_memory::MemoryStore;

const PASSWORD: &str = "a long enough phrase";

struct House {
    store: Arc<MemoryStore>,
    clock: Arc<FixedClock>,
    identity: Identity,
}

impl House {
    fn new() -> Self {
        let store = MemoryStore::open(&KINDS);
        let clock = Arc::new(FixedClock::new("2026-05-04T08:00:00Z".parse::<Timestamp>().unwrap()));
        let identity = Identity::new(store.clone(), clock.clone(), Arc::new(SeededRng::new(7)));
        Self { store, clock, identity }
    }

    fn audit(&self) -> Audit {
        Audit {
            actor: Actor::System("test".into()),
            purpose: "administration".into(),
            cause: None,
            at: self.clock.now(),
        }
    }

    async fn account(&self, name: &str, roles: &[Role]) -> uuid::Uuid {
        let password = Password::new(name, PASSWORD).unwrap().hash(&SeededRng::new(3));
        let new = NewAccount { name: name.into(), display: name.into(), roles: roles.into(), password };
        self.identity.create_account(new, self.audit()).await.unwrap().record.id
    }

    async fn sign_in(&self, name: &str, password: &str) -> Result<Opened, SignInError> {
        let checked = self.identity.begin(name, "10.1.1.1").await?.check(password);
        self.identity.finish(checked, "test").await
    }

    async fn sessions(&self) -> usize {
        let view = self.store.snapshot().await.unwrap();
        view.load_all::<Session>(Scan::all::<Session>("seen")).await.unwrap().len()
    }
}

#[tokio::test]
async fn a_sign_in_opens_a_session_whose_token_is_nowhere_in_the_store() {
    let house = House::new();
    house.account("mara", &[Role::Analyst]).await;
    let opened = house.sign_in(" MARA ", PASSWORD).await.unwrap();
    let token = opened.token.reveal();
    assert_eq!(token.len(), 43, "256 bits");
    let active = house.identity.authenticate(token, true).await.unwrap().unwrap();
    assert_eq!(active.account.name, "mara");
    assert!(active.csrf_matches(&opened.active.csrf) && !active.csrf_matches("x") && active.csrf != token);
    assert!(house.identity.authenticate("another", true).await.unwrap().is_none());
    let stored =
        house.store.snapshot().await.unwrap().load_all::<Session>(Scan::all::<Session>("seen")).await;
    assert!(!serde_json::to_string(&stored.unwrap()[0].record).unwrap().contains(token));
    assert!(!format!("{opened:?}").contains(token) && !format!("{opened:?}").contains(&active.csrf));
}

#[tokio::test]
async fn every_refusal_says_the_same_and_is_in_the_journal_without_what_was_typed() {
    let house = House::new();
    house.account("mara", &[Role::Analyst]).await;
    let locked = house.account("jon", &[Role::Analyst]).await;
    let lock = AccountChange { disabled: Some(true), ..AccountChange::default() };
    house.identity.change_account(locked, lock, house.audit()).await.unwrap();
    let before = house.store.journal(0, 100).await.unwrap().len();
    for (name, password) in
        [("mara", "wrong"), ("nobody-hunter2", PASSWORD), ("jon", PASSWORD), ("jo hn", "x")]
    {
        let refused = house.sign_in(name, password).await;
        assert!(matches!(refused, Err(SignInError::Refused)), "{name}");
    }
    let lines = house.store.journal(before as u64, 100).await.unwrap();
    assert_eq!(lines.len(), 4);
    for line in &lines {
        assert_eq!(line.events, ["identity.sign-in-refused"]);
        assert!(!serde_json::to_string(line).unwrap().contains("hunter2"));
    }
}

#[tokio::test]
async fn a_session_ends_when_unused_and_after_twelve_hours_in_any_case() {
    let house = House::new();
    house.account("mara", &[Role::Analyst]).await;
    let token = house.sign_in("mara", PASSWORD).await.unwrap().token;
    let mut times = 0;
    // Used every 20 minutes it goes on …
    while house.identity.authenticate(token.reveal(), true).await.unwrap().is_some() {
        house.clock.advance(SignedDuration::from_mins(20));
        times += 1;
    }
    assert_eq!(times, 36, "… for 12 hours");
    house.clock.advance(SignedDuration::from_mins(11));
    let token = house.sign_in("mara", PASSWORD).await.unwrap().token;
    assert_eq!(house.sessions().await, 1, "the sign-in swept the old one away");
    house.clock.advance(SignedDuration::from_mins(29));
    assert!(house.identity.authenticate(token.reveal(), false).await.unwrap().is_some(), "a look");
    house.clock.advance(SignedDuration::from_mins(1));
    assert!(house.identity.authenticate(token.reveal(), true).await.unwrap().is_none(), "a look is no use");
}

#[tokio::test]
async fn use_is_written_down_seldom() {
    let house = House::new();
    house.account("mara", &[Role::Analyst]).await;
    let token = house.sign_in("mara", PASSWORD).await.unwrap().token;
    let before = house.store.journal(0, 1000).await.unwrap().len();
    for _ in 0..60 {
        house.clock.advance(SignedDuration::from_secs(10));
        assert!(house.identity.authenticate(token.reveal(), true).await.unwrap().is_some());
    }
    let written = house.store.journal(0, 1000).await.unwrap().len() - before;
    assert_eq!(written, 2, "60 requests in 10 minutes");
}

#[tokio::test]
async fn guessing_is_slowed_down_for_known_and_unknown_names_alike() {
    for name in ["mara", "nobody"] {
        let house = House::new();
        house.account("mara", &[Role::Analyst]).await;
        for _ in 0..5 {
            assert!(matches!(house.sign_in(name, "wrong").await, Err(SignInError::Refused)));
        }
        assert!(matches!(house.sign_in(name, PASSWORD).await, Err(SignInError::Wait(2))), "{name}");
        house.clock.advance(SignedDuration::from_secs(2));
        assert_eq!(house.sign_in(name, PASSWORD).await.is_ok(), name == "mara");
    }
}

#[tokio::test]
async fn the_setup_secret_makes_one_administrator_once() {
    let house = House::new();
    let first = house.identity.prepare_setup().await.unwrap().unwrap();
    let secret = house.identity.prepare_setup().await.unwrap().unwrap();
    assert!(house.identity.setup_needed().await.unwrap());
    let try_with = async |secret: &str| {
        house.identity.check_setup(secret, "10.1.1.1", "test").await?;
        let password = Password::new("root", PASSWORD).unwrap().hash(&SeededRng::new(3));
        house.identity.complete_setup(secret, "root", password, "10.1.1.1", "test").await
    };
    assert!(
        matches!(try_with(first.reveal()).await, Err(SignInError::Refused)),
        "a later start made it worthless"
    );
    let opened = try_with(secret.reveal()).await.unwrap();
    assert_eq!(opened.active.account.roles, [Role::Administrator]);
    assert!(matches!(try_with(secret.reveal()).await, Err(SignInError::Refused)), "used");
    assert!(!house.identity.setup_needed().await.unwrap());
    assert!(house.identity.prepare_setup().await.unwrap().is_none(), "there is an account");
    assert!(house.sign_in("root", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn locking_out_and_a_new_password_end_sessions() {
    let house = House::new();
    let id = house.account("mara", &[Role::Analyst]).await;
    for change in [
        AccountChange { disabled: Some(true), ..AccountChange::default() },
        AccountChange {
            password: Some(Password::new("mara", "another long phrase").unwrap().hash(&SeededRng::new(4))),
            disabled: Some(false),
            ..AccountChange::default()
        },
    ] {
        let password = if change.password.is_some() { "another long phrase" } else { PASSWORD };
        let token = house.sign_in("mara", PASSWORD).await.ok().map(|o| o.token);
        house.identity.change_account(id, change, house.audit()).await.unwrap();
        if let Some(token) = token {
            assert!(house.identity.authenticate(token.reveal(), true).await.unwrap().is_none());
        }
        assert_eq!(house.sessions().await, 0);
        assert_eq!(house.sign_in("mara", password).await.is_ok(), password != PASSWORD);
    }
}

#[tokio::test]
async fn somebody_can_always_manage_accounts() {
    let house = House::new();
    let first = house.account("ada", &[Role::Administrator]).await;
    let lock = || AccountChange { disabled: Some(true), ..AccountChange::default() };
    let last = house.identity.change_account(first, lock(), house.audit()).await;
    assert!(matches!(last, Err(AccountError::LastAdministrator)));
    let demote = AccountChange { roles: Some(vec![Role::Auditor]), ..AccountChange::default() };
    let last = house.identity.change_account(first, demote, house.audit()).await;
    assert!(matches!(last, Err(AccountError::LastAdministrator)));
    let second = house.account("bo", &[Role::Administrator, Role::Analyst]).await;
    house.identity.change_account(first, lock(), house.audit()).await.unwrap();
    let last = house.identity.change_account(second, lock(), house.audit()).await;
    assert!(matches!(last, Err(AccountError::LastAdministrator)));
}

#[tokio::test]
async fn what_was_done_to_an_account_is_noted_and_no_password() {
    let house = House::new();
    let id = house.account("mara", &[Role::Analyst, Role::Officer]).await;
    let password = Password::new("mara", "another long phrase").unwrap().hash(&SeededRng::new(4));
    let all = AccountChange {
        display: Some("Mara L.".into()),
        roles: Some(vec![Role::Supervisor, Role::Officer]),
        disabled: Some(true),
        password: Some(password),
    };
    let open = AccountChange { disabled: Some(false), ..AccountChange::default() };
    let same = AccountChange { display: Some("Mara L.".into()), ..AccountChange::default() };
    for change in [all, open, same] {
        house.identity.change_account(id, change, house.audit()).await.unwrap();
    }
    let view = house.store.snapshot().await.unwrap();
    let mut notes = Vec::new();
    for line in house.store.journal(0, 10).await.unwrap() {
        let note = line.writes.iter().find(|w| w.kind == "account_note").expect("noted with the account");
        notes.push(view.load::<AccountNote>(note.id).await.unwrap().unwrap().record);
    }
    assert!(!serde_json::to_string(&notes).unwrap().contains("argon2"));
    let [made, changed, opened, same] = notes.as_slice() else { panic!("{notes:?}") };
    assert_eq!((made.made, made.name.as_str(), made.account), (true, "mara", id));
    assert_eq!(made.given, [Role::Analyst, Role::Officer]);
    assert_eq!(
        (changed.given.as_slice(), changed.taken.as_slice()),
        (&[Role::Supervisor][..], &[Role::Analyst][..])
    );
    assert_eq!(changed.display, Some(("mara".to_owned(), "Mara L.".to_owned())));
    assert_eq!((changed.made, changed.disabled, changed.password), (false, Some(true), true));
    assert_eq!((opened.disabled, opened.password, opened.given.len()), (Some(false), false, 0));
    assert_eq!((&same.display, same.disabled, same.taken.len()), (&None, None, 0));
}

#[tokio::test]
async fn accounts_are_unique_by_name_and_have_a_role() {
    let house = House::new();
    house.account("mara", &[Role::Analyst]).await;
    let new = |name: &str, roles: Vec<Role>| NewAccount {
        name: name.into(),
        display: "Mara".into(),
        roles,
        password: Password::new(name, PASSWORD).unwrap().hash(&SeededRng::new(3)),
    };
    let made = house.identity.create_account(new("Mara", vec![Role::Officer]), house.audit()).await;
    assert!(matches!(&made, Err(AccountError::Taken(name)) if name == "mara"));
    let made = house.identity.create_account(new("jon", vec![]), house.audit()).await;
    assert!(matches!(made, Err(AccountError::Roles)));
    let made = house.identity.create_account(new("j n", vec![Role::Officer]), house.audit()).await;
    assert!(matches!(made, Err(AccountError::Name)));
    let view = house.store.snapshot().await.unwrap();
    assert_eq!(view.load_all::<Account>(Scan::all::<Account>("name")).await.unwrap().len(), 1);
}
