use std::{fmt, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use pc_kernel::{Clock, Ids, Rng};
use pc_store::{
    Actor, Audit, CommitError, Scan, Snapshot, SnapshotExt as _, Store, StoreError, Versioned, WriteSet,
};

use crate::{Account, Session, Token, events, limit::Limiter, password, token};

/// A session that was not used for so long is over.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A session is over after so long, used or not.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// Use is written down at most so often: each time is a journal entry.
pub const TOUCH: SignedDuration = SignedDuration::from_mins(5);

/// Accounts and sessions of one node.
pub struct Identity {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) rng: Arc<dyn Rng>,
    pub(crate) limiter: Limiter,
    /// What an unknown account's password is checked against, so that the answer takes as long.
    pub(crate) decoy: String,
}

/// Who is signed in, by which session.
#[derive(Clone, PartialEq)]
pub struct Active {
    /// The session.
    pub session: Versioned<Session>,
    /// The account, as it is now.
    pub account: Account,
    /// What every request that writes must carry in `X-CSRF-Token`.
    pub csrf: String,
    /// When the session ends unless it is used.
    pub expires: Timestamp,
}

impl fmt::Debug for Active {
    /// Without the CSRF token: debug output ends in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (session, account) = (self.session.record.id, self.account.id);
        f.debug_struct("Active").field("session", &session).field("account", &account).finish_non_exhaustive()
    }
}

impl Active {
    /// Whether `offered` is the session's CSRF token; takes the same time for every wrong one.
    pub fn csrf_matches(&self, offered: &str) -> bool {
        token::same(&self.csrf, offered)
    }

    /// The account as audit rows name it.
    pub fn actor(&self) -> Actor {
        Actor::Account { id: self.account.id, name: self.account.name.clone() }
    }
}

impl Identity {
    /// Over `store`. Hashes one password, which takes some milliseconds.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Self {
        let decoy = password::hash(rng.as_ref(), Token::new(rng.as_ref()).reveal());
        Self { store, clock, rng, limiter: Limiter::default(), decoy }
    }

    pub(crate) fn ids(&self) -> Ids<'_> {
        Ids::new(self.clock.as_ref(), self.rng.as_ref())
    }

    /// Who the holder of `token` is; `None` when it opens nothing (any more). Notes the use when `touch` is set.
    pub async fn authenticate(&self, token: &str, touch: bool) -> Result<Option<Active>, StoreError> {
        let view = self.store.snapshot().await?;
        let scan = Scan::all::<Session>("token").prefix([token::stored_form(token).into()]).limit(1);
        let Some(stored) = view.scan(&scan).await?.records.into_iter().next() else { return Ok(None) };
        let session = Versioned::<Session>::read(&stored)?;
        let now = self.clock.now();
        if now >= ends(&session.record) {
            return Ok(None);
        }
        let Some(account) = view.load::<Account>(session.record.account).await? else { return Ok(None) };
        if account.record.disabled {
            return Ok(None);
        }
        let mut active = active(session, account.record, token);
        if touch && now.duration_since(active.session.record.seen) >= TOUCH {
            self.touch(&mut active, now).await?;
        }
        Ok(Some(active))
    }

    /// Writes down that the session is in use. Somebody else's write at the same moment will do as well.
    async fn touch(&self, active: &mut Active, now: Timestamp) -> Result<(), StoreError> {
        let used = Session { seen: now, ..active.session.record.clone() };
        let audit = Audit { actor: active.actor(), purpose: "session".into(), cause: None, at: now };
        let mut set = WriteSet::new(audit);
        set.update(&active.session, &used)?;
        match self.store.commit(set).await {
            Ok(_) => {
                active.session.record = used;
                active.session.version += 1;
                active.expires = ends(&active.session.record);
                Ok(())
            }
            Err(error) if error.is_conflict() => Ok(()),
            Err(CommitError::Store(error)) => Err(error),
            Err(error) => Err(StoreError::backend("noting a session's use", error)),
        }
    }

    /// Ends a session.
    pub async fn sign_out(&self, active: &Active, cause: &str) -> Result<(), CommitError> {
        let account = active.account.id;
        let mut set = WriteSet::new(Audit {
            actor: active.actor(),
            purpose: "sign-in".into(),
            cause: Some(cause.to_owned()),
            at: self.clock.now(),
        });
        // The session may have been touched since it was read: what is removed is what is there now.
        let view = self.store.snapshot().await?;
        if let Some(session) = view.load::<Session>(active.session.record.id).await? {
            set.delete(&session);
        }
        set.event(&events::SignedOut { account }, None)?;
        self.store.commit(set).await.map(drop)
    }
}

/// When a session ends unless it is used.
fn ends(session: &Session) -> Timestamp {
    (session.seen + IDLE).min(session.started + ABSOLUTE)
}

pub(crate) fn active(session: Versioned<Session>, account: Account, token: &str) -> Active {
    Active { csrf: token::csrf(token), expires: ends(&session.record), session, account }
}

/// The account of a sign-in name.
pub(crate) async fn by_name(
    view: &dyn Snapshot,
    name: &str,
) -> Result<Option<Versioned<Account>>, StoreError> {
    let scan = Scan::all::<Account>("name").prefix([name.into()]).limit(1);
    view.scan(&scan).await?.records.first().map(Versioned::read).transpose()
}
