use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    http::HeaderMap,
    response::sse::{Event, Sse},
};
use futures::Stream;
use pc_store::Notice;
use tokio::{
    sync::{
        broadcast::{Receiver, error::RecvError},
        watch,
    },
    time::{Interval, MissedTickBehavior, interval_at, sleep_until},
};

use crate::{Problem, Web, changes, cookie::session_token};

/// Between two comments that keep the connection, and between two looks at whether the session is still good.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Changes within so long are told together: a flood of messages is not a flood of events.
const GATHER: Duration = Duration::from_millis(150);

struct Listener {
    web: Web,
    token: String,
    notices: Receiver<Arc<Notice>>,
    closing: watch::Receiver<bool>,
    heartbeat: Interval,
    /// Whether the client has to be told first that it may have missed something.
    reset: bool,
}

/// Live updates: `change` says which records changed (ids only), `reset` says that some changes were missed and
/// everything on screen is to be read anew. A comment every 15 s. The stream ends with the session.
#[utoipa::path(
    get, path = "/events", tag = "system", operation_id = "events_stream",
    responses(
        (status = 200, content_type = "text/event-stream", body = changes::Change),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    ),
    extensions(("x-permission" = json!("events:read")), ("x-personal-data" = json!(false))),
)]
pub(crate) async fn stream(
    State(web): State<Web>,
    headers: HeaderMap,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut heartbeat = interval_at(tokio::time::Instant::now() + HEARTBEAT, HEARTBEAT);
    heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let listener = Listener {
        notices: web.notices(),
        closing: web.closing(),
        token: session_token(&headers).unwrap_or_default().to_owned(),
        // A browser that comes back says what it saw last; what came since is not kept for it.
        reset: headers.contains_key("last-event-id"),
        heartbeat,
        web,
    };
    Sse::new(futures::stream::unfold(listener, |mut listener| async move {
        listener.next().await.map(|event| (Ok(event), listener))
    }))
}

impl Listener {
    /// The next event; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        if std::mem::take(&mut self.reset) {
            return Some(reset());
        }
        let heard = tokio::select! {
            () = closed(&mut self.closing) => return None,
            received = self.notices.recv() => Some(received),
            _ = self.heartbeat.tick() => None,
        };
        match heard {
            Some(Ok(first)) => self.gather(first).await,
            Some(Err(RecvError::Lagged(_))) => Some(self.start_over()),
            Some(Err(RecvError::Closed)) => None,
            None => {
                // Looking does not count as use, or an open page would never expire.
                let active = self.web.identity.authenticate(&self.token, false).await;
                matches!(active, Ok(Some(_))).then(|| Event::default().comment("alive"))
            }
        }
    }

    async fn gather(&mut self, first: Arc<Notice>) -> Option<Event> {
        let mut notices = vec![first];
        let until = tokio::time::Instant::now() + GATHER;
        loop {
            tokio::select! {
                () = sleep_until(until) => break,
                received = self.notices.recv() => match received {
                    Ok(notice) => notices.push(notice),
                    Err(RecvError::Lagged(_)) => return Some(self.start_over()),
                    Err(RecvError::Closed) => break,
                },
            }
        }
        let change = changes::join(&notices)?;
        let event = Event::default().event("change").id(change.sequence.to_string());
        event.json_data(&change).ok().or_else(|| Some(reset()))
    }

    /// Forgets what is waiting: the client reads everything anew.
    fn start_over(&mut self) -> Event {
        self.notices = self.notices.resubscribe();
        reset()
    }
}

/// Until the program is asked to stop.
async fn closed(closing: &mut watch::Receiver<bool>) {
    let _ = closing.wait_for(|closing| *closing).await;
}

fn reset() -> Event {
    Event::default().event("reset").data("{}")
}
