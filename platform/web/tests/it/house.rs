//! A whole face over the memory store, and a browser that talks to it without a network.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use async_trait::async_trait;
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use jiff::{SignedDuration, Timestamp};
use pc_access::Role;
use pc_identity::{KINDS, NewAccount, Password};
use pc_kernel::{Clock as _, FixedClock, SeededRng};
use pc_store::{
    Actor, Audit, Commit, CommitError, Job, JournalLine, KindSchema, Notice, Owner, Record, Snapshot, Store,
    StoreError, Subject, Value, WriteSet,
};
use pc_store_memory::MemoryStore;
use pc_web::{Options, Web};
use serde::{Deserialize, Serialize};
use tower::ServiceExt as _;
use utoipa::openapi::OpenApi;
use uuid::Uuid;

pub const PASSWORD: &str = "a long enough phrase";

/// A record of a domain.
#[derive(Serialize, Deserialize)]
pub struct Booth {
    pub id: Uuid,
}

impl Record for Booth {
    const KIND: &'static KindSchema =
        &KindSchema { name: "booth", schema: 1, owner: Owner::Node, columns: &[], indexes: &[] };

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        Vec::new()
    }

    fn subject(&self) -> Option<Subject> {
        None
    }
}

/// The memory store, whose commits can be made to fail.
pub struct Fragile {
    inner: Arc<MemoryStore>,
    pub broken: AtomicBool,
}

#[async_trait]
impl Store for Fragile {
    async fn snapshot(&self) -> Result<Box<dyn Snapshot>, StoreError> {
        self.inner.snapshot().await
    }

    async fn commit(&self, set: WriteSet) -> Result<Commit, CommitError> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(StoreError::backend("writing", std::io::Error::other("disk full")).into());
        }
        self.inner.commit(set).await
    }

    fn on_commit(&self, listener: Box<dyn Fn(&Notice) + Send + Sync>) {
        self.inner.on_commit(listener);
    }

    async fn claim_jobs(
        &self,
        queue: &str,
        limit: usize,
        now: Timestamp,
        lease: SignedDuration,
    ) -> Result<Vec<Job>, StoreError> {
        self.inner.claim_jobs(queue, limit, now, lease).await
    }

    async fn journal(&self, after: u64, limit: usize) -> Result<Vec<JournalLine>, StoreError> {
        self.inner.journal(after, limit).await
    }

    async fn destroy(&self, subject: &Subject, audit: Audit) -> Result<Commit, CommitError> {
        self.inner.destroy(subject, audit).await
    }

    async fn checkpoint(&self, at: Timestamp) -> Result<(), StoreError> {
        self.inner.checkpoint(at).await
    }
}

pub struct House {
    pub store: Arc<Fragile>,
    pub clock: Arc<FixedClock>,
    pub web: Web,
    pub router: Router,
    pub document: OpenApi,
}

impl House {
    pub fn new() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        let kinds = [KINDS.as_slice(), &pc_web::KINDS, &[Booth::KIND]].concat();
        let inner = MemoryStore::open(&kinds);
        let store = Arc::new(Fragile { inner, broken: AtomicBool::new(false) });
        let clock = Arc::new(FixedClock::new("2026-05-04T08:00:00Z".parse::<Timestamp>().unwrap()));
        let web = Web::new(store.clone(), clock.clone(), Arc::new(SeededRng::new(11))).unwrap();
        let (router, document) = pc_web::app(crate::domain::router(), web.clone(), options);
        Self { store, clock, web, router, document }
    }

    pub fn audit(&self) -> Audit {
        let actor = Actor::System("test".into());
        Audit { actor, purpose: "test".into(), cause: None, at: self.clock.now() }
    }

    /// A browser without a session.
    pub fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookie: None, csrf: None }
    }

    /// A browser in which somebody with `roles` is signed in.
    pub async fn signed_in(&self, name: &str, roles: &[Role]) -> Browser {
        let password = Password::new(name, PASSWORD).unwrap().hash(&SeededRng::new(3));
        let new = NewAccount { name: name.into(), display: name.into(), roles: roles.into(), password };
        self.web.identity.create_account(new, self.audit()).await.unwrap();
        let mut browser = self.browser();
        assert_eq!(browser.sign_in(name, PASSWORD).await.status, StatusCode::OK);
        browser
    }

    pub async fn journal(&self) -> Vec<JournalLine> {
        self.store.journal(0, 1000).await.unwrap()
    }
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: serde_json::Value,
}

impl Answer {
    pub fn is_problem(&self, status: u16, slug: &str) -> bool {
        let kind = self.headers.get(header::CONTENT_TYPE).map(axum::http::HeaderValue::as_bytes);
        kind == Some(b"application/problem+json")
            && self.status == status
            && self.body["status"] == status
            && self.body["type"] == format!("/problems/{slug}")
    }
}

#[derive(Clone)]
pub struct Browser {
    pub router: Router,
    pub cookie: Option<String>,
    pub csrf: Option<String>,
}

impl Browser {
    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(csrf) = &self.csrf {
            request = request.header("x-csrf-token", csrf);
        }
        request.extension(ConnectInfo(SocketAddr::from(([192, 0, 2, 7], 1234))))
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 20).await.unwrap();
        let body = serde_json::from_slice(&bytes).unwrap_or(serde_json::Value::Null);
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    pub async fn json(&self, method: Method, path: &str, body: serde_json::Value) -> Answer {
        let request = self.request(method, path).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub async fn post(&self, path: &str, body: serde_json::Value) -> Answer {
        self.json(Method::POST, path, body).await
    }

    /// Keeps the cookie and the CSRF token of a session that an answer opened.
    pub fn keep(&mut self, answer: &Answer) {
        let cookie = answer.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
        self.cookie = cookie.split(';').next().map(str::to_owned);
        self.csrf = answer.body["csrf"].as_str().map(str::to_owned);
    }

    pub async fn sign_in(&mut self, name: &str, password: &str) -> Answer {
        let answer = self.post("/session", serde_json::json!({ "name": name, "password": password })).await;
        if answer.status == StatusCode::OK {
            self.keep(&answer);
        }
        answer
    }
}
