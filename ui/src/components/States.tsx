// What a screen shows when it has nothing to show: loading, empty, failed,
// stale. Every query goes through `Query`, so no screen forgets one.
import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ApiError } from "../api/client";
import { useZone } from "../app/status";
import { clock } from "../app/format";
import { en, fieldWord } from "../i18n/en";
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

const INPUT = new Set([400, 413, 415, 422]);

function whatToDo(error: unknown): string | null {
  if (!(error instanceof ApiError)) return en.errors.serverDo;
  if (error.status === 403) return en.errors.forbiddenDo;
  if (error.status === 404) return en.errors.missingDo;
  if (error.status === 409) return en.errors.conflictDo;
  // What was sent is wrong, not the server: the problem's own words say what to change.
  if (error.status === 0 || INPUT.has(error.status)) return null;
  return en.errors.serverDo;
}

/** The server's own words about what went wrong, then what to do. */
export function ProblemText({ error }: { error: unknown }) {
  if (!(error instanceof ApiError)) return <p>{error instanceof Error ? error.message : String(error)}</p>;
  const { problem } = error;
  const errors = problem.errors ?? [];
  // One field: the detail says the same once more.
  if (errors.length === 1) return <p>{fieldWord(errors[0]!.field)}: {errors[0]!.detail}</p>;
  return (
    <>
      <p>{problem.detail ?? problem.title}</p>
      {errors.length > 0 ? <ul>{errors.map((item) => <li key={item.field + item.detail}>{fieldWord(item.field)}: {item.detail}</li>)}</ul> : null}
    </>
  );
}

/** With `focused` it takes the focus when it appears: the answer to something that somebody did. */
export function Failed({ error, retry, focused, todo }: { error: unknown; retry?: () => void; focused?: boolean; todo?: string | undefined }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => { if (focused) ref.current?.focus(); }, [focused, error]);
  const title = error instanceof ApiError ? error.problem.title : en.errors.failed;
  const next = todo ?? whatToDo(error);
  return (
    <div className="notice tone-red" role="alert" ref={ref} tabIndex={focused ? -1 : undefined}>
      <Icon name="alert" size={20} />
      <div>
        <p className="notice-title">{title}</p>
        {error instanceof ApiError && !error.problem.detail ? null : <ProblemText error={error} />}
        {next ? <p>{next}</p> : null}
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
