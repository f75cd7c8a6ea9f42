// What a screen shows when it has nothing to show: loading, empty, failed,
// stale. Every query goes through `Query`, so no screen forgets one.
import type { UseQueryResult } from "@tanstack/react-query";
import { ApiError } from "../api/client";
import { useZone } from "../app/status";
import { clock } from "../app/format";
import { en } from "../i18n/en";
import { Icon } from "./Icon";

export function Loading() {
  return (
    <div className="state loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {en.loading}
    </div>
  );
}

export function Empty({ title, children, action }: { title: string; children?: React.ReactNode; action?: React.ReactNode }) {
  return (
    <div className="state empty">
      <Icon name="inbox" size={28} />
      <p className="state-title">{title}</p>
      {children ? <p>{children}</p> : null}
      {action}
    </div>
  );
}

function whatToDo(error: unknown): string {
  if (!(error instanceof ApiError)) return en.errors.serverDo;
  if (error.status === 403) return en.errors.forbiddenDo;
  if (error.status === 404) return en.errors.missingDo;
  if (error.status === 0) return "";
  return en.errors.serverDo;
}

/** The server's own words about what went wrong, then what to do. */
export function ProblemText({ error }: { error: unknown }) {
  if (!(error instanceof ApiError)) return <p>{error instanceof Error ? error.message : String(error)}</p>;
  const { problem } = error;
  return (
    <>
      <p>{problem.detail ?? problem.title}</p>
      {problem.errors?.length ? (
        <ul>{problem.errors.map((item) => <li key={item.field + item.detail}><code>{item.field}</code> {item.detail}</li>)}</ul>
      ) : null}
    </>
  );
}

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const title = error instanceof ApiError ? error.problem.title : en.errors.failed;
  return (
    <div className="notice tone-red" role="alert">
      <Icon name="alert" size={20} />
      <div>
        <p className="notice-title">{title}</p>
        {error instanceof ApiError && !error.problem.detail ? null : <ProblemText error={error} />}
        <p>{whatToDo(error)}</p>
        {retry ? <button type="button" className="button small" onClick={retry}>{en.retry}</button> : null}
      </div>
    </div>
  );
}

export function Notice({ tone = "blue", title, children }: { tone?: "blue" | "red" | "amber" | "green"; title?: string; children?: React.ReactNode }) {
  const icon = tone === "green" ? "check" : tone === "blue" ? "eye" : "alert";
  return (
    <div className={`notice tone-${tone}`}>
      <Icon name={icon} size={20} />
      <div>
        {title ? <p className="notice-title">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}

interface QueryProps<T> {
  query: UseQueryResult<T>;
  isEmpty?: (data: T) => boolean;
  empty?: React.ReactNode;
  children: (data: T) => React.ReactNode;
}

export function Query<T>({ query, isEmpty, empty, children }: QueryProps<T>) {
  const zone = useZone();
  if (query.data === undefined) {
    if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
    return <Loading />;
  }
  return (
    <>
      {query.isError ? (
        <div className="notice tone-amber" role="status">
          <Icon name="clock" size={20} />
          <div>
            <p className="notice-title">{en.errors.staleData(clock(query.dataUpdatedAt, zone))}</p>
            <p>{en.errors.staleWhy} {query.error instanceof ApiError ? query.error.message : ""}</p>
            <button type="button" className="button small" onClick={() => void query.refetch()}>{en.retry}</button>
          </div>
        </div>
      ) : null}
      {isEmpty?.(query.data) && empty ? empty : children(query.data)}
    </>
  );
}
