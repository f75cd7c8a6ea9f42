import type { HitState } from "../api/types";

interface Told { category?: string | null; grave: boolean; state: HitState }

/** Whether what an officer does is grave, and the hit was not cleared. */
export const urgent = (hit: Told) => hit.grave && hit.state !== "not_a_match";

/** The hit that says most of what an officer does: a grave one, or else the first that says anything; none that was cleared. */
export function gravest<T extends Told>(hits: readonly T[] | undefined): T | undefined {
  const apply = hits?.filter((hit) => hit.state !== "not_a_match" && hit.category);
  return apply?.find(urgent) ?? apply?.[0];
}
