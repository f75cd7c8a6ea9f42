import type { HitState } from "../api/types";
import { CATEGORIES } from "../lookout/draft";

interface Told { category?: string | null; grave: boolean; state: HitState }

/** The place of a category, the gravest first; one that is not known comes last. */
function place(category: string | null | undefined): number {
  const at = CATEGORIES.findIndex(([code]) => code === category);
  return at < 0 ? CATEGORIES.length : at;
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
