//! `portcullis serve`.

use std::{
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, bail};
use axum_server::tls_rustls::RustlsConfig;

use crate::node::{self, Node};

/// How to serve.
#[derive(clap::Args)]
#[command(
    after_help = "The first start prints a one-time secret with which the first administrator is set up in the console.

Examples:
  portcullis serve --data /var/lib/portcullis
  portcullis serve --data DIR --listen 0.0.0.0:8443 --cert node.pem --key node.key --watch /srv/inbox"
)]
pub struct Args {
    /// The data folder; made when it is not there.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Address and port. Port 0 takes a free one and prints it.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Certificate chain, PEM: the node then speaks TLS only.
    #[arg(long, value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// Private key, PEM.
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    /// A folder whose files are taken in as messages.
    #[arg(long, value_name = "DIR")]
    watch: Option<PathBuf>,
    /// Hits below this score are not made.
    #[arg(long, default_value_t = node::DEFAULT_THRESHOLD, value_parser = super::screen::threshold)]
    threshold: f32,
}

/// Serves until it is told to stop.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let node = node::open(&args.data, args.threshold)?;
    node.lookouts.rebuild().await?;
    node.start_background();
    if let Some(dir) = args.watch {
        node::watch(node.clone(), dir)?;
    }
    let tls = match (args.cert, args.key) {
        (Some(cert), Some(key)) => {
            let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
            let config = RustlsConfig::from_pem_file(&cert, &key)
                .await
                .with_context(|| format!("reading {} and {}", cert.display(), key.display()))?;
            Some(config)
        }
        _ if !args.listen.ip().is_loopback() => {
            tracing::warn!(
                "without --cert and --key, passwords and travelers' data cross the network unprotected"
            );
            None
        }
        _ => None,
    };
    let secret = node.web.identity.prepare_setup().await?;
    let (address, listener) = bind(args.listen)?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    println!("Portcullis serves {scheme}://{address}/");
    if let Some(secret) = secret {
        println!("No account exists. Set up the first administrator there with this one-time secret:");
        println!("    {}", secret.reveal());
    }
    listen(node, listener, tls).await?;
    Ok(ExitCode::SUCCESS)
}

/// Takes the address.
pub fn bind(listen: SocketAddr) -> anyhow::Result<(SocketAddr, TcpListener)> {
    let listener = match TcpListener::bind(listen) {
        Ok(listener) => listener,
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            bail!("{listen} is in use by another program: choose another with --listen (or --port)")
        }
        Err(error) => return Err(error).with_context(|| format!("listening on {listen}")),
    };
    listener.set_nonblocking(true)?;
    Ok((listener.local_addr()?, listener))
}

/// Answers on `listener` until the program is told to stop; then finishes what is under way.
pub async fn listen(node: Arc<Node>, listener: TcpListener, tls: Option<RustlsConfig>) -> anyhow::Result<()> {
    let (app, _) = node.app(tls.is_some());
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    let handle = axum_server::Handle::new();
    let stopping = handle.clone();
    let web = node.web.clone();
    tokio::spawn(async move {
        stop_asked().await;
        tracing::info!("stopping");
        web.close();
        stopping.graceful_shutdown(Some(Duration::from_secs(10)));
    });
    match tls {
        Some(config) => axum_server::from_tcp_rustls(listener, config)?.handle(handle).serve(app).await?,
        None => axum_server::from_tcp(listener)?.handle(handle).serve(app).await?,
    }
    node.inquiries.close().await;
    node.store.checkpoint(node.clock.now()).await?;
    Ok(())
}

async fn stop_asked() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
