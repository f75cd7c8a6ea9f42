import type { Entry, HitDetail } from "../api/types";
import { dayIn, fullDay } from "../app/format";
import { useMay } from "../app/session";
import { useZone } from "../app/status";
import { Notice } from "../components/States";
import { en } from "../i18n/en";
import { lastDay } from "../lookout/draft";
import { useEntry } from "../lookout/queries";

/** An entry made by hand says itself why it no longer counts; the hit only knows that it does not. */
function whyOff(entry: Entry | undefined, zone: string | undefined, now = Date.now()): string | null {
  const { hand } = entry ?? {};
  if (!entry || entry.state === "active" || !hand) return null;
  if (hand.ended) return en.hit.entryEnded;
  if (hand.valid_until && Date.parse(hand.valid_until) <= now) return en.hit.entryExpired(fullDay(lastDay(zone, hand.valid_until)));
  if (hand.valid_from && Date.parse(hand.valid_from) > now) return en.hit.entryLater(fullDay(dayIn(zone, Date.parse(hand.valid_from))));
  return null;
}

/** Says that a hit is no longer current, and why. */
export function Stale({ hit }: { hit: HitDetail }) {
  const zone = useZone();
  const said = hit.stale_reason ?? "";
  const entry = useEntry(hit.entry.id, useMay()("entry:read") && /removed/.test(said));
  return <Notice tone="amber"><p>{en.hit.stale(whyOff(entry.data, zone) ?? said)}</p></Notice>;
}
