import type { HitSummary } from "../api/types";
import { dayIn, fullDay } from "../app/format";
import { en } from "../i18n/en";
import { lastDay } from "../lookout/draft";

/** Why a hit is no longer current: the server's words, with the day in the port's zone where its entry's time is over or has not come. */
export function whyStale({ entry, stale_reason }: Pick<HitSummary, "entry" | "stale_reason">, zone: string | undefined): string {
  const { state_at } = entry;
  if (stale_reason === "the entry expired" && state_at) return en.hit.entryExpired(fullDay(lastDay(zone, state_at)));
  if (stale_reason === "the entry does not count yet" && state_at) return en.hit.entryLater(fullDay(dayIn(zone, Date.parse(state_at))));
  return stale_reason ?? "";
}
