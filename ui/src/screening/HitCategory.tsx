import type { HitSummary } from "../api/types";
import { Category } from "../lookout/ByHand";
import { urgent } from "./gravest";

/** What an officer does, in words; in the tone of danger while the hit applies and was not cleared. */
export function HitCategory({ hit }: { hit: Pick<HitSummary, "entry" | "state" | "stale"> }) {
  const { category, grave } = hit.entry;
  return category ? <Category code={category} grave={!hit.stale && urgent({ category, grave, state: hit.state })} /> : null;
}
