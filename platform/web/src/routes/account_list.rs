use axum::extract::State;

use super::account::AccountView;
use crate::{ApiResult, Json, PageOf, PageQuery, Problem, Query, Web};

/// Accounts by name. A directory of staff: not personal data in the sense of `x-personal-data`, which is about
/// travellers and listed persons.
#[utoipa::path(
    get, path = "/accounts", tag = "accounts", operation_id = "account_list",
    params(PageQuery),
    responses(
        (status = 200, body = PageOf<AccountView>),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    ),
    extensions(("x-permission" = json!("account:list")), ("x-personal-data" = json!(false))),
)]
pub(crate) async fn list(
    State(web): State<Web>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<AccountView>>> {
    let (accounts, next) = web.identity.accounts(page.cursor()?, page.limit()?).await?;
    let items = accounts.into_iter().map(Into::into).collect();
    Ok(Json(PageOf::new(items, next.as_ref())?))
}
