import type { HitState } from "../api/types";

interface Told { category?: string | null; grave: boolean; state: HitState }

/** What an officer does, the gravest first, as the server orders it. */
const ORDER = ["detain", "refuse_entry", "refer", "inform", "document"];

/** The place of a category in that order; one that is not known comes last. */
function place(category: string | null | undefined): number {
  const at = ORDER.indexOf(category ?? "");
  return at < 0 ? ORDER.length : at;
}

/** Whether what an officer does is grave, and the hit was not cleared. */
export const urgent = (hit: Told) => hit.grave && hit.state !== "not_a_match";

/** The hit that says the gravest of what an officer does; none that was cleared. */
export function gravest<T extends Told>(hits: readonly T[] | undefined): T | undefined {
  const apply = hits?.filter((hit) => hit.state !== "not_a_match" && hit.category);
  return apply?.toSorted((a, b) => place(a.category) - place(b.category))[0];
}

/** The one hit that stands for a traveler: the gravest that is grave, else the first that is to be looked at, else the first. It is
 *  shown, and it is opened. */
export function standsFor<T extends Told>(hits: readonly T[] | undefined): T | undefined {
  const open = (hit: T) => hit.state === "new" || hit.state === "in_review";
  return gravest(hits?.filter(urgent)) ?? hits?.find(open) ?? hits?.[0];
}

/** Hits that apply before those that no longer do, else as they come. */
export const applyingFirst = <T extends { stale: boolean }>(hits: readonly T[]): T[] => [...hits.filter((hit) => !hit.stale), ...hits.filter((hit) => hit.stale)];
