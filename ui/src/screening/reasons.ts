// Why a decision was taken. The numbers stay with their reasons whatever is
// being decided, so that a hand can learn them.
import type { Decision, Reason } from "../api/types";

export const REASONS: readonly Reason[] = [
  "different_birth_date", "different_name", "different_nationality", "different_document",
  "identity_verified", "same_person", "insufficient_data", "other",
];

const FITS: Record<Exclude<Decision, "in_review">, ReadonlySet<Reason>> = {
  not_a_match: new Set(["different_birth_date", "different_name", "different_nationality", "different_document", "identity_verified", "insufficient_data", "other"]),
  possible: new Set(["same_person", "identity_verified", "insufficient_data", "other"]),
  confirmed: new Set(["identity_verified", "same_person", "other"]),
};

/** Whether a reason can be given for a decision. */
export function fits(state: Decision, reason: Reason): boolean {
  return state === "in_review" || FITS[state].has(reason);
}

/** The reason chosen beforehand; clearing a person never has one. */
export function usual(state: Decision): Reason | null {
  if (state === "possible") return "insufficient_data";
  if (state === "confirmed") return "identity_verified";
  return null;
}
