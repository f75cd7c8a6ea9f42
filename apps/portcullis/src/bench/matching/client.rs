//! Somebody who talks to a node over the network: one connection, one request after another.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
};

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};

/// Somebody signed in.
pub struct Client {
    connection: BufReader<TcpStream>,
    host: String,
    cookie: String,
    csrf: String,
}

impl Client {
    /// Connects to `address` and signs in.
    pub fn sign_in(address: SocketAddr, name: &str, password: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).context("connecting")?;
        stream.set_nodelay(true)?;
        let mut client = Self {
            connection: BufReader::new(stream),
            host: address.to_string(),
            cookie: String::new(),
            csrf: String::new(),
        };
        let session = client.post("/session", &json!({"name": name, "password": password}))?;
        session["csrf"].as_str().context("signing in: no csrf token")?.clone_into(&mut client.csrf);
        Ok(client)
    }

    /// What is at `path`.
    pub fn get(&mut self, path: &str) -> anyhow::Result<Value> {
        self.send("GET", path, "application/json", &[])
    }

    /// The answer to `body`.
    pub fn post(&mut self, path: &str, body: &Value) -> anyhow::Result<Value> {
        self.send("POST", path, "application/json", body.to_string().as_bytes())
    }

    /// Imports a list file.
    pub fn import(&mut self, name: &str, file: &[u8]) -> anyhow::Result<Value> {
        let head =
            format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let body = [head.as_bytes(), file, b"\r\n--b--\r\n"].concat();
        self.send("POST", "/imports", "multipart/form-data; boundary=b", &body)
    }

    fn send(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> anyhow::Result<Value> {
        let head = format!(
            "{method} /api/v1{path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nX-CSRF-Token: {}\r\n\
             Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            self.host,
            self.cookie,
            self.csrf,
            body.len()
        );
        let stream = self.connection.get_mut();
        stream.write_all(&[head.as_bytes(), body].concat())?;
        let status = self.line()?;
        let mut length = None;
        loop {
            let header = self.line()?;
            let Some((name, value)) = header.split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = Some(value.trim().parse::<usize>()?),
                "set-cookie" => {
                    value.trim().split(';').next().unwrap_or_default().clone_into(&mut self.cookie);
                }
                _ => {}
            }
        }
        let mut answer = vec![0; length.with_context(|| format!("{method} {path}: no length"))?];
        self.connection.read_exact(&mut answer)?;
        let told = String::from_utf8_lossy(&answer);
        ensure!(status.contains(" 20"), "{method} {path}: {status}: {told}");
        serde_json::from_slice(&answer).with_context(|| format!("{method} {path}: {told}"))
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        if self.connection.read_line(&mut line)? == 0 {
            bail!("the node has closed the connection");
        }
        Ok(line.trim_end().to_owned())
    }
}
