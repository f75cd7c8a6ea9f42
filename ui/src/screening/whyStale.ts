import type { HitSummary } from "../api/types";
import { dayIn, fullDay } from "../app/format";
import { en } from "../i18n/en";
import { lastDay } from "../lookout/draft";

/** Why a hit is no longer current: what became of its entry, with the day in the port's zone, or else the server's own words. */
export function whyStale({ entry, stale_reason }: Pick<HitSummary, "entry" | "stale_reason">, zone: string | undefined): string {
  const { state, state_at } = entry;
  if (state === "ended") return en.hit.entryEnded;
  if (state === "expired" && state_at) return en.hit.entryExpired(fullDay(lastDay(zone, state_at)));
  if (state === "not_begun" && state_at) return en.hit.entryLater(fullDay(dayIn(zone, Date.parse(state_at))));
  return stale_reason ?? "";
}
