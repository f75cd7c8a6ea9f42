//! Who asked about whom: one record for each stretch of typing (docs/decisions/0032).

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use pc_kernel::AccountId;
use pc_store::{Audit, WriteSet};
use pc_subject::{Inquiry, model::Shown};
use pc_web::{ApiResult, Caller, Look, Web};
use uuid::Uuid;

/// Typing has ended when nothing was asked for so long.
const SETTLED: Duration = Duration::from_millis(1500);
/// A stretch of typing is closed after so long, whatever is typed.
const LONGEST: SignedDuration = SignedDuration::from_secs(60);
/// And after it showed so many.
const MOST_SHOWN: usize = 300;

/// What led to the audit row.
const CAUSE: &str = "POST /api/v1/subjects/query";

/// A stretch of typing whose first row is on disk.
struct Open {
    inquiry: Inquiry,
    /// Whom the last answer showed.
    last: Vec<Shown>,
    caller: Caller,
    /// One more with each question: tells whether anything was asked since.
    turn: u64,
    audit: Audit,
}

/// The stretches of typing under way.
pub struct Inquiries {
    web: Web,
    open: Mutex<HashMap<(AccountId, Uuid), Open>>,
}

impl Inquiries {
    /// Writes to the store of `web`.
    pub fn new(web: Web) -> Arc<Self> {
        Arc::new(Self { web, open: Mutex::default() })
    }

    /// Sees to it that an inquiry covers what is about to leave. The first answer of a stretch is on disk when this
    /// returns; what follows is added when the typing has ended.
    pub async fn cover(
        self: &Arc<Self>,
        caller: &Caller,
        stretch: Uuid,
        text: &str,
        shown: Vec<Shown>,
    ) -> ApiResult<()> {
        if shown.is_empty() {
            return Ok(());
        }
        let key = (caller.account, stretch);
        let now = self.web.now();
        if let Some(turn) = self.add(key, text, &shown, now) {
            self.settle_later(key, turn);
            return Ok(());
        }
        let purpose = caller.purpose.clone().unwrap_or_else(|| "subject-query".to_owned());
        let inquiry = Inquiry {
            id: self.web.ids().uuid(),
            by: caller.account,
            by_name: caller.name.clone(),
            purpose: purpose.clone(),
            text: text.to_owned(),
            from: now,
            to: now,
            shown: shown.clone(),
        };
        let last = shown;
        let audit = caller.audit(purpose, now, CAUSE);
        let mut set = WriteSet::new(audit.clone());
        set.insert(&inquiry)?;
        self.web.store.commit(set).await?;
        let open = Open { inquiry, last, caller: caller.clone(), turn: 0, audit };
        let before = self.lock().insert(key, open);
        if let Some(before) = before {
            self.write(before).await;
        }
        self.settle_later(key, 0);
        Ok(())
    }

    /// Adds to a stretch under way; `None` where a new one must be begun.
    fn add(&self, key: (AccountId, Uuid), text: &str, shown: &[Shown], now: Timestamp) -> Option<u64> {
        let mut all = self.lock();
        let open = all.get_mut(&key)?;
        let inquiry = &mut open.inquiry;
        if now.duration_since(inquiry.from) > LONGEST || inquiry.shown.len() + shown.len() > MOST_SHOWN {
            return None;
        }
        text.clone_into(&mut inquiry.text);
        inquiry.to = now;
        for one in shown {
            if !inquiry.shown.contains(one) {
                inquiry.shown.push(one.clone());
            }
        }
        open.last = shown.to_vec();
        open.turn += 1;
        Some(open.turn)
    }

    fn settle_later(self: &Arc<Self>, key: (AccountId, Uuid), turn: u64) {
        let inquiries = Arc::clone(self);
        tokio::spawn(async move {
            tokio::time::sleep(SETTLED).await;
            let settled = {
                let mut all = inquiries.lock();
                if all.get(&key).is_some_and(|open| open.turn == turn) { all.remove(&key) } else { None }
            };
            if let Some(open) = settled {
                inquiries.write(open).await;
            }
        });
    }

    /// Closes every stretch under way: before the program ends.
    pub async fn close(&self) {
        let all: Vec<Open> = self.lock().drain().map(|(_, open)| open).collect();
        for open in all {
            self.write(open).await;
        }
    }

    async fn write(&self, open: Open) {
        let mut set = WriteSet::new(Audit { at: open.inquiry.to, ..open.audit });
        let ids = self.web.ids();
        let looks = open.last.iter().map(|s| (ids.uuid(), s.id));
        let put = set.put(&open.inquiry, 1).and_then(|()| Look::add(&mut set, &open.caller, looks));
        let done = match put {
            Ok(()) => self.web.store.commit(set).await.map(drop),
            Err(error) => Err(error.into()),
        };
        if let Err(error) = done {
            tracing::error!(inquiry = %open.inquiry.id, "the end of an inquiry was not written: {error}");
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(AccountId, Uuid), Open>> {
        self.open.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
