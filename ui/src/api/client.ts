// The only place that talks to the network: paths, credentials, problems.
import { en } from "../i18n/en";
import type { AnswerOf, DeletePath, GetPath, Page, PatchPath, PostPath, Problem, QueryOf } from "./types";

export const BASE = "/api/v1";

/** A refusal by the server (RFC 9457), or no answer at all (status 0). */
export class ApiError extends Error {
  readonly problem: Problem;
  readonly retryAfter: number | null;
  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title);
    this.name = "ApiError";
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
  get status(): number {
    return this.problem.status;
  }
}

let csrf = "";
let onSignedOut: () => void = () => {};

/** The token that every changing request must carry. */
export function setCsrf(token: string): void {
  csrf = token;
}
/** Called when the server no longer knows the session. */
export function onSessionLost(handler: () => void): void {
  onSignedOut = handler;
}

type Query = Record<string, string | number | boolean | null | undefined>;

export function path(template: string, id?: string, query?: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value));
  }
  const text = search.toString();
  return BASE + template.replace("{id}", encodeURIComponent(id ?? "")) + (text ? `?${text}` : "");
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as Partial<Problem>;
    if (typeof body.title === "string") return { ...body, title: body.title, status: response.status };
  } catch {
    // Not JSON: a proxy's page, perhaps. The status alone has to do.
  }
  return { title: en.errors.http(response.status), status: response.status };
}

interface Options { id?: string | undefined; query?: Query | undefined; body?: unknown; signal?: AbortSignal | undefined; quiet401?: boolean; purpose?: string | undefined }

/** Sent with POST, and nothing is written. */
const READS = new Set(["/subjects/query", "/imports/preview", "/entries/births"]);

/** Reads are tried again, most by themselves. What somebody wrote is not sent twice: whether it arrived before the
 *  connection was lost, the browser cannot tell. */
export function offline(method: string, template: string, quiet401 = false): string {
  if (method === "GET" || template === "/subjects/query") return en.errors.offline;
  return quiet401 || READS.has(template) ? en.errors.noAnswer : en.errors.notKnown;
}

async function request<T>(method: string, template: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  let body: BodyInit | undefined;
  if (options.body instanceof FormData) body = options.body;
  else if (options.body !== undefined) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(options.body);
  }
  if (options.purpose) headers["X-Purpose"] = options.purpose;
  if (method !== "GET" && csrf) headers["X-CSRF-Token"] = csrf;
  let response: Response;
  try {
    response = await fetch(path(template, options.id, options.query), {
      method, headers, credentials: "same-origin", cache: "no-store",
      ...(body === undefined ? {} : { body }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError({ title: en.errors.offlineTitle, detail: offline(method, template, options.quiet401), status: 0 });
  }
  if (!response.ok) {
    const retry = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
    if (response.status === 401 && !options.quiet401) onSignedOut();
    throw new ApiError(await problemOf(response), Number.isNaN(retry) ? null : retry);
  }
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

interface Read<P extends GetPath> { id?: string; query?: QueryOf<P>; signal?: AbortSignal }

/** Every address is one of the schema's; the answer is what the schema says. */
export const api = {
  get: <P extends GetPath>(template: P, options: Read<P> = {}) => request<AnswerOf<P, "get">>("GET", template, options as Options),
  /** A read whose 401 is an answer, not the end of a session. */
  probe: <P extends GetPath>(template: P) => request<AnswerOf<P, "get">>("GET", template, { quiet401: true }),
  post: <P extends PostPath>(template: P, options: Pick<Options, "id" | "body" | "quiet401" | "signal" | "purpose"> = {}) => request<AnswerOf<P, "post">>("POST", template, options),
  patch: <P extends PatchPath>(template: P, id: string, body: unknown) => request<AnswerOf<P, "patch">>("PATCH", template, { id, body }),
  delete: <P extends DeletePath>(template: P) => request<void>("DELETE", template),
};

type Listed<P extends GetPath> = AnswerOf<P, "get"> extends { items: (infer T)[] } ? T : never;

/** Follows the cursor; `complete` is false when there is more than `max`. */
export async function all<P extends GetPath>(template: P, options: Read<P>, max: number): Promise<{ items: Listed<P>[]; complete: boolean }> {
  const items: Listed<P>[] = [];
  let cursor: string | null | undefined;
  do {
    const query: Query = { ...(options.query as Query | undefined), limit: Math.min(500, max), cursor };
    const page = await request<Page<Listed<P>>>("GET", template, { id: options.id, signal: options.signal, query });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor && items.length < max);
  return { items, complete: !cursor };
}
