//! A node in memory, and somebody who talks to it.

use std::{borrow::Cow, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{Request, Response, header},
};
use pc_access::Role;
use pc_identity::{NewAccount, Password};
use pc_kernel::{Clock, Rng, SeededRng, SystemClock};
use pc_store::{Actor, Audit};
use portcullis::node::{KINDS, Node};
use serde_json::Value;
use tower::ServiceExt;

pub const PASSWORD: &str = "a long enough sentence";

/// A node in memory with its API.
pub struct Api {
    pub node: Arc<Node>,
    pub router: Router,
    pub document: Value,
}

/// Somebody signed in.
pub struct User {
    router: Router,
    cookie: String,
    csrf: String,
}

impl Api {
    pub fn new() -> Self {
        Self::at(Arc::new(SystemClock))
    }

    /// A node whose time is told by `clock`.
    pub fn at(clock: Arc<dyn Clock>) -> Self {
        let rng: Arc<dyn Rng> = Arc::new(SeededRng::new(7));
        let store = pc_store_memory::MemoryStore::open(&KINDS);
        let node = Node::new(store, clock, rng, "test", 0.7).unwrap();
        let (router, document) = node.app(false);
        Self { node, router, document: serde_json::to_value(document).unwrap() }
    }

    pub fn audit(&self) -> Audit {
        let actor = Actor::System(Cow::Borrowed("test"));
        Audit { actor, purpose: "test".into(), cause: None, at: self.node.clock.now() }
    }

    /// An account with `roles`, signed in.
    pub async fn user(&self, name: &str, roles: &[Role]) -> User {
        let password = Password::new(name, PASSWORD).unwrap().hash(self.node.rng.as_ref());
        let new = NewAccount { name: name.into(), display: name.into(), roles: roles.to_vec(), password };
        self.node.web.identity.create_account(new, self.audit()).await.unwrap();
        let body = serde_json::json!({"name": name, "password": PASSWORD}).to_string();
        let request = Request::post("/api/v1/session").header(header::CONTENT_TYPE, "application/json");
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        assert_eq!(response.status(), 200, "sign-in of {name}");
        let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let session = json(response).await;
        User { router: self.router.clone(), cookie, csrf: session["csrf"].as_str().unwrap().to_owned() }
    }

    /// The journal's causes and purposes from entry `after` on.
    pub async fn journal(&self, after: u64) -> Vec<pc_store::JournalLine> {
        self.node.store.journal(after, 10_000).await.unwrap()
    }
}

impl User {
    pub async fn send(&self, method: &str, path: &str, kind: &str, body: Vec<u8>) -> Response<Body> {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::COOKIE, &self.cookie)
            .header("x-csrf-token", &self.csrf)
            .header(header::CONTENT_TYPE, kind);
        self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap()
    }

    pub async fn get(&self, path: &str) -> Value {
        let response = self.send("GET", path, "application/json", Vec::new()).await;
        let status = response.status();
        let body = json(response).await;
        assert_eq!(status, 200, "GET {path}: {body}");
        body
    }

    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        let response = self.send("POST", path, "application/json", body.to_string().into_bytes()).await;
        (response.status().as_u16(), json(response).await)
    }

    /// Sends a message in; the receipt's first message.
    pub async fn submit(&self, bytes: Vec<u8>) -> Value {
        let response = self.send("POST", "/messages", "application/octet-stream", bytes).await;
        assert_eq!(response.status(), 201);
        json(response).await["messages"][0].clone()
    }

    /// Imports a list file.
    pub async fn import(&self, name: &str, content: &str) -> (u16, Value) {
        self.upload("/imports", name, content).await
    }

    /// Sends a file to an address that takes a form.
    pub async fn upload(&self, path: &str, name: &str, content: &str) -> (u16, Value) {
        self.upload_with(path, (name, content), &[]).await
    }

    /// The same, with further fields.
    pub async fn upload_with(
        &self,
        path: &str,
        (name, content): (&str, &str),
        fields: &[(&str, String)],
    ) -> (u16, Value) {
        let fields = fields.iter().map(|(field, value)| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")
        });
        let body = format!(
            "{}--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{content}\r\n--b--\r\n",
            fields.collect::<String>()
        );
        let response = self.send("POST", path, "multipart/form-data; boundary=b", body.into_bytes()).await;
        (response.status().as_u16(), json(response).await)
    }
}

pub async fn json(response: Response<Body>) -> Value {
    let bytes = axum::body::to_bytes(response.into_body(), 64 << 20).await.unwrap();
    serde_json::from_slice(&bytes).unwrap_or(Value::Null)
}
