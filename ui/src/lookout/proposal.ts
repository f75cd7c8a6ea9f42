// What a proposal comes to, apart from how it looks.
import { ApiError } from "../api/client";
import type { Entry, FieldChange, List, Proposal } from "../api/types";
import { en, word } from "../i18n/en";

/** `Passport X1234567 (LTU)`. */
export const documentText = ({ kind, number, issuer }: Pick<Entry["documents"][number], "kind" | "number" | "issuer">): string =>
  `${word(en.entryForm.documentKinds, kind)} ${number}${issuer ? ` (${issuer})` : ""}`;

const FINAL = new Set([404, 409, 422]);

/** A refusal that trying again cannot mend. */
export const isFinal = (error: unknown): error is ApiError => error instanceof ApiError && FINAL.has(error.status);

/** The server's own words for it. */
export function wordsOf({ problem }: ApiError): string {
  const text = problem.errors?.length === 1 ? problem.errors[0]!.detail : problem.detail ?? problem.title;
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** What is known of the entry besides the proposal: the entry as it is, since when it is so, and all lists. */
export interface Known { now?: Entry | undefined; since?: string | undefined; lists?: readonly Pick<List, "name" | "format">[] | undefined }

/** Why a waiting proposal can no longer be approved as it is; null while nothing speaks against it. */
export function stuck(proposal: Proposal, { now, since, lists }: Known, refused?: ApiError | undefined): string | null {
  if (proposal.state !== "waiting") return null;
  if (refused) return wordsOf(refused);
  const name = proposal.list ?? now?.list;
  if (lists?.some((list) => list.name === name && list.format !== "by-hand")) return en.approvals.imported(name ?? "");
  if (!now) return null;
  if (!now.hand) return en.approvals.imported(now.list);
  const moved = proposal.what === "change" ? proposal.entry?.version !== now.version : since !== undefined && Date.parse(since) > Date.parse(proposal.at);
  return moved ? en.approvals.moved(now.hand.by, now.version) : null;
}

/** What would say something else. The kinds of documents stand only in the entries themselves. */
export function fieldsOf({ what, entry, fields }: Pick<Proposal, "what" | "entry" | "fields">, now: Entry | undefined): FieldChange[] {
  if (what !== "change" || !entry || !now || now.version !== entry.version) return fields;
  const [before, after] = [now.documents.map(documentText), entry.documents.map(documentText)];
  if (before.join("\n") === after.join("\n")) return fields;
  return [...fields.filter(({ field }) => field !== "documents"), { field: "documents", before, after }];
}
