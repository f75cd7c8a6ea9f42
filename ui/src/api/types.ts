// The shapes of /api/v1, as `npm run api` reads them out of the committed
// schema. Where the schema says only "string" and the console must know the
// words, the words are named here.
import type { components, paths } from "./schema";

type S = components["schemas"];
/** A schema's shape with some fields said more exactly. */
type With<T, More> = Omit<T, keyof More> & More;

export type Id = string;
export type Role = S["Role"];
export type Session = S["Session"];
export type Account = S["Account"];
export type Status = S["Status"];
export type Problem = Omit<S["Problem"], "type" | "detail" | "errors"> & Partial<Pick<S["Problem"], "type" | "detail" | "errors">>;
export type JournalLine = S["JournalLine"];
export type Place = S["Place"];
/** A civil time beside its zone; `utc` is null where the zone is not known. */
export type PortTime = S["PortTime"];
/** A stretch of bytes in a message. */
export type Span = S["Span"];
export type FieldSpan = S["Source"];
export type Warning = S["Warning"];
export type Message = S["Message"];
export type MessageContent = S["Content"];
export type ImportCounts = S["Counts"];
export type Import = S["Import"];
export type List = S["List"];

export type Direction = "arrival" | "departure" | "overflight";
export type Flight = With<S["Flight"], {
  direction: Direction;
  manifest: With<S["Manifest"], { state: "missing" | "received" | "closed" | "cancelled"; attention?: "missing" | "late" | "stale" | null }>;
}>;
export type Traveler = With<S["Traveler"], { state: "listed" | "dropped" | "on_board" | "not_on_board" }>;
export type Entry = With<S["Entry"], { state: "active" | "removed" }>;

export type HitState = "new" | "in_review" | "possible" | "confirmed" | "not_a_match";
export type Decision = Exclude<HitState, "new">;
export type Reason =
  | "different_birth_date" | "different_name" | "different_nationality" | "different_document"
  | "identity_verified" | "same_person" | "insufficient_data" | "other";
export type Agreement = "agree" | "near" | "differ" | "unknown";
export type HitSummary = With<S["HitSummary"], { state: HitState }>;
export type HitDetail = With<S["HitDetail"], {
  state: HitState;
  parts: With<S["HitPart"], { agreement: Agreement }>[];
  comparison: With<S["Compared"], { agreement: Agreement }>[];
  history: With<S["HistoryLine"], { from?: HitState | null; to: HitState }>[];
  /** Where the person stands in the message, should the server say so with the hit. */
  source?: { message_id: Id; span?: Span | null; sources: FieldSpan[] } | null;
}>;

/** What an import does to an entry. */
export interface Change { external_id: string; name: string; change: "added" | "changed" | "removed"; fields: S["FieldChange"][] }
/** Whom a typed text may mean. */
export type Candidate = With<S["SubjectCandidate"], {
  kind: "entry" | "traveler";
  group: "alert" | "begins" | "near";
  parts: With<S["SubjectPart"], { agreement: Agreement }>[];
  journey?: With<S["SubjectJourney"], { hits: With<S["SubjectHit"], { state: HitState }>[] }> | null;
}>;
export type SourceAge = With<S["SubjectSource"], { name: "lists" | "travelers"; state: "current" | "behind" | "building" | "unavailable" }>;
export type SubjectAnswer = With<S["SubjectAnswer"], { candidates: Candidate[]; sources: SourceAge[] }>;

/** One thing known of a person. */
export type PersonStep = With<S["PersonStep"], { kind: "journey" | "message" | "hit" | "decision" | "look" }>;
export type PersonJourneys = With<S["PersonJourneys"], { items: With<S["PersonJourney"], { journey: NonNullable<Candidate["journey"]> }>[] }>;

export type SavedSubject = S["SavedSubject"];
export type EntryDraft = S["EntryDraft"];
export type FieldChange = S["FieldChange"];
export type Proposal = With<S["Proposal"], { state: "waiting" | "approved" | "rejected" | "withdrawn"; entry?: Entry | null }>;

/** What an import did to an entry. */
export interface EntryChange extends Change { entry_id: Id }
/** What an import would do. */
export type Preview = With<S["Preview"], { changes: Change[] }>;
/** What the live stream tells: kinds and ids, never content. */
export interface ChangeEvent { sequence: number; at: string; records: { kind: string; id: string }[]; events: string[] }

// --- addresses ---

type Addresses<Method extends string> = { [P in keyof paths]: Method extends keyof paths[P] ? (paths[P][Method] extends undefined ? never : P) : never }[keyof paths];
type Short<P> = P extends `/api/v1${infer Rest}` ? Rest : never;
export type GetPath = Short<Addresses<"get">>;
export type PostPath = Short<Addresses<"post">>;
export type PatchPath = Short<Addresses<"patch">>;
export type DeletePath = Short<Addresses<"delete">>;

type Operation<P extends string, M extends string> = `/api/v1${P}` extends keyof paths ? (M extends keyof paths[`/api/v1${P}`] ? paths[`/api/v1${P}`][M] : never) : never;
/** The query of an address; one that it does not know is an error. */
export type QueryOf<P extends string> = Operation<P, "get"> extends { parameters: { query?: infer Q } } ? Partial<Record<keyof NonNullable<Q>, string | number | boolean | null | undefined>> : never;
type Answer<O> = O extends { responses: { 200: { content: { "application/json": infer T } } } } ? T
  : O extends { responses: { 201: { content: { "application/json": infer T } } } } ? T : void;

/** The console's more exact shape for each of the schema's. */
type Exact<T> = T extends S["HitDetail"] ? HitDetail
  : T extends S["PageOf_HitSummary"] ? Page<HitSummary>
  : T extends S["Flight"] ? Flight
  : T extends S["PageOf_Flight"] ? Page<Flight>
  : T extends S["PageOf_Traveler"] ? Page<Traveler>
  : T extends S["Traveler"] ? Traveler
  : T extends S["PageOf_Entry"] ? Page<Entry>
  : T extends S["Entry"] ? Entry
  : T extends S["PageOf_Proposal"] ? Page<Proposal>
  : T extends S["Proposal"] ? Proposal
  : T extends S["SubjectAnswer"] ? SubjectAnswer
  : T extends S["PageOf_PersonStep"] ? Page<PersonStep>
  : T extends S["PersonJourneys"] ? PersonJourneys
  : T extends S["PageOf_EntryChange"] ? Page<EntryChange>
  : T extends S["Preview"] ? Preview
  : T;
export type AnswerOf<P extends string, M extends string> = Exact<Answer<Operation<P, M>>>;

export interface Page<T> { items: T[]; next?: string | null }
