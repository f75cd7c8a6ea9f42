//! Entries of an agency's own lists: made, changed and ended by hand.

use axum::{extract::State, http::StatusCode};
use jiff::Timestamp;
use pc_kernel::{Country, Document, DocumentKind, EntryId, Gender, GenericUuid, PartialDate};
use pc_lookout::{
    Category, Name, NameKind, Schema, Who,
    by_hand::{self, Draft, HandError, Outcome, Step},
};
use pc_store::WriteSet;
use pc_web::{ApiResult, Caller, Json, Path, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Lookout;

/// How many times a step is decided again when somebody else wrote to the same list.
const ATTEMPTS: usize = 5;
/// Longest short name of a list, in characters.
const LIST_NAME: usize = 20;

/// A name of a subject.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct NameDraft {
    /// `SURNAME, Given names`, or in the order written.
    value: String,
    /// `primary` (the first, and only the first), `aka`, `weak` or `orig`.
    #[schema(value_type = String)]
    kind: NameKind,
}

/// A document, plate or registration of a subject.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct DocumentDraft {
    /// `passport`, `visa`, `identity`, `residence`, `crew`, `other` or `unknown`.
    #[schema(value_type = String)]
    kind: DocumentKind,
    number: String,
    /// A two- or three-letter code.
    issuer: Option<String>,
}

/// What an entry says.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct EntryDraft {
    /// `Person`, `Organization`, `Vessel`, `Aircraft`, `Vehicle` or `Other`.
    #[schema(value_type = String)]
    schema: Schema,
    /// Each has a letter; that of something else than a person a letter or a digit.
    names: Vec<NameDraft>,
    /// `F`, `M` or `X`.
    gender: Option<String>,
    /// `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, `cYYYY` or `YYYY/YYYY`, not in the future, and of a person not before 1850; each an
    /// alternative.
    births: Vec<String>,
    /// Two- or three-letter codes.
    nationalities: Vec<String>,
    documents: Vec<DocumentDraft>,
    /// What an officer should read.
    remarks: Option<String>,
    /// `detain`, `refuse_entry`, `refer`, `inform` or `document`. The first two need a second person.
    #[schema(value_type = String)]
    category: Category,
    /// Why the subject is listed.
    reason: String,
    /// Does not count before.
    #[schema(value_type = Option<String>, format = DateTime)]
    valid_from: Option<Timestamp>,
    /// Does not count from then on.
    #[schema(value_type = Option<String>, format = DateTime)]
    valid_until: Option<Timestamp>,
}

impl EntryDraft {
    fn read(self) -> ApiResult<Draft> {
        let wrong =
            |field: &str, text: &str| Problem::unprocessable(field, format!("{text:?} cannot be read"));
        let filled =
            |t: &Option<String>| t.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
        let country = |field: &str, text: &str| Country::parse(text).ok_or_else(|| wrong(field, text));
        let gender = filled(&self.gender).map(|g| Gender::parse(&g).ok_or_else(|| wrong("gender", &g)));
        let births = self.births.iter().map(|b| b.parse::<PartialDate>().map_err(|_| wrong("births", b)));
        let document = |d: &DocumentDraft| -> ApiResult<Document> {
            let issuer = filled(&d.issuer).map(|i| country("documents", &i)).transpose()?;
            Ok(Document {
                kind: d.kind,
                stated: None,
                number: d.number.trim().to_owned(),
                issuer,
                expiry: None,
            })
        };
        Ok(Draft {
            schema: self.schema,
            names: self
                .names
                .iter()
                .map(|n| Name { value: n.value.trim().to_owned(), kind: n.kind })
                .collect(),
            gender: gender.transpose()?,
            births: births.collect::<ApiResult<_>>()?,
            nationalities: self
                .nationalities
                .iter()
                .map(|n| country("nationalities", n))
                .collect::<ApiResult<_>>()?,
            documents: self.documents.iter().map(document).collect::<ApiResult<_>>()?,
            remarks: filled(&self.remarks),
            category: self.category,
            reason: self.reason.trim().to_owned(),
            valid_from: self.valid_from,
            valid_until: self.valid_until,
        })
    }
}

/// A new entry.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewEntry {
    /// Short name of a list kept by hand; it is made with its first entry. Capital letters, digits and hyphens.
    list: String,
    entry: EntryDraft,
}

/// What an entry says from now on.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangedEntry {
    /// The version that was read: refused with 409 when somebody has changed the entry since.
    version: u32,
    entry: EntryDraft,
}

/// Why an entry no longer counts.
#[derive(Debug, Deserialize, ToSchema)]
pub struct EndedEntry {
    /// The version that was read.
    version: u32,
    reason: String,
}

/// What became of it: exactly one of both.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryOutcome {
    /// The entry, where it is done.
    entry_id: Option<Uuid>,
    /// The proposal, where a second person has to approve.
    proposal_id: Option<Uuid>,
}

/// Makes an entry in a list kept by hand. A grave category waits for a second person: 202. Where the same is proposed already
/// and waits, of the same name, births and category in the same list and with nothing that tells both apart, a second proposal
/// is refused: 409.
#[utoipa::path(
    post, path = "/entries", tag = "lookout", operation_id = "entry_create",
    request_body = NewEntry,
    responses((status = 201, body = EntryOutcome), (status = 202, body = EntryOutcome), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("entry:write")), ("x-personal-data" = json!(false))),
)]
pub async fn entry_create(
    State(state): State<Lookout>,
    caller: Caller,
    Json(new): Json<NewEntry>,
) -> ApiResult<(StatusCode, Json<EntryOutcome>)> {
    let list = new.list.trim().to_owned();
    let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    if list.is_empty() || list.len() > LIST_NAME || !list.chars().all(plain) {
        return Err(Problem::unprocessable(
            "list",
            format!("1 to {LIST_NAME} capital letters, digits and hyphens"),
        ));
    }
    // Short enough to be read out on a telephone; the store refuses one that is there already.
    let id = state.web.ids().uuid().simple().to_string();
    let external_id = format!("H-{}", id[id.len() - 8..].to_uppercase());
    let step = Step::Create { list, external_id, draft: new.entry.read()? };
    write(&state, &caller, None, step, "POST /api/v1/entries".to_owned()).await
}

/// Changes what an entry of a list kept by hand says. Every earlier form is kept. While a change of it waits for a second
/// person, another is refused: 409.
#[utoipa::path(
    post, path = "/entries/{id}/change", tag = "lookout", operation_id = "entry_change",
    params(("id" = Uuid, Path)), request_body = ChangedEntry,
    responses((status = 201, body = EntryOutcome), (status = 202, body = EntryOutcome), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("entry:write")), ("x-personal-data" = json!(false))),
)]
pub async fn entry_change(
    State(state): State<Lookout>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(body): Json<ChangedEntry>,
) -> ApiResult<(StatusCode, Json<EntryOutcome>)> {
    let step = Step::Change { draft: body.entry.read()? };
    let entry = (EntryId::from_untyped_uuid(id), body.version);
    write(&state, &caller, Some(entry), step, format!("POST /api/v1/entries/{id}/change")).await
}

/// Ends an entry of a list kept by hand: it no longer counts, and stays with its history.
#[utoipa::path(
    post, path = "/entries/{id}/end", tag = "lookout", operation_id = "entry_end",
    params(("id" = Uuid, Path)), request_body = EndedEntry,
    responses((status = 201, body = EntryOutcome), (status = 202, body = EntryOutcome), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("entry:write")), ("x-personal-data" = json!(false))),
)]
pub async fn entry_end(
    State(state): State<Lookout>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(body): Json<EndedEntry>,
) -> ApiResult<(StatusCode, Json<EntryOutcome>)> {
    let reason = body.reason.trim().to_owned();
    if reason.is_empty() || reason.chars().count() > 2000 {
        return Err(Problem::unprocessable("reason", "say why, in at most 2000 characters"));
    }
    let entry = (EntryId::from_untyped_uuid(id), body.version);
    write(&state, &caller, Some(entry), Step::End { reason }, format!("POST /api/v1/entries/{id}/end")).await
}

async fn write(
    state: &Lookout,
    caller: &Caller,
    entry: Option<(EntryId, u32)>,
    step: Step,
    cause: String,
) -> ApiResult<(StatusCode, Json<EntryOutcome>)> {
    let audit = caller.audit("list-maintenance", state.web.now(), cause);
    let _turn = state.turn.lock().await;
    let mut attempt = 0;
    loop {
        attempt += 1;
        let view = state.web.store.snapshot().await?;
        let ids = state.web.ids();
        let (set, outcome): (WriteSet, Outcome) =
            by_hand::propose(view.as_ref(), entry, step.clone(), who(caller), &ids, audit.clone())
                .await
                .map_err(problem)?;
        drop(view);
        match state.web.store.commit(set).await {
            Ok(_) => {
                return Ok(match outcome {
                    Outcome::Done(id) => (
                        StatusCode::CREATED,
                        Json(EntryOutcome { entry_id: Some(id.into_untyped_uuid()), proposal_id: None }),
                    ),
                    Outcome::Waiting(id) => {
                        (StatusCode::ACCEPTED, Json(EntryOutcome { entry_id: None, proposal_id: Some(id) }))
                    }
                });
            }
            Err(error) if error.is_conflict() && attempt < ATTEMPTS => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// The caller as the records name them.
pub fn who(caller: &Caller) -> Who {
    Who { id: caller.account, name: caller.name.clone() }
}

/// Why it was not done, as a problem.
pub fn problem(error: HandError) -> Problem {
    match error {
        HandError::Store(error) => error.into(),
        HandError::Draft(error) => Problem::unprocessable(error.field, error.detail),
        HandError::Nothing(what) => Problem::not_found(what),
        why @ HandError::Imported(_) => Problem::unprocessable("list", why.to_string()),
        why @ HandError::Own => Problem::forbidden(why.to_string()),
        why @ (HandError::Moved(_) | HandError::Decided(_) | HandError::Proposed(_)) => {
            Problem::conflict(why.to_string())
        }
    }
}
