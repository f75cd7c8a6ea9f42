import type { HitDetail, HitSummary } from "../api/types";
import { useZone } from "../app/status";
import { Notice } from "../components/States";
import { Status } from "../components/Status";
import { en } from "../i18n/en";
import { whyStale } from "./whyStale";

/** Says that a hit is no longer current, and why. */
export function Stale({ hit }: { hit: HitDetail }) {
  const zone = useZone();
  return <Notice tone="amber"><p>{en.hit.stale(whyStale(hit, zone))}</p></Notice>;
}

/** The mark of a hit that is no longer current; why stands in its tooltip, where that is known. */
export function StaleMark({ hit }: { hit?: Pick<HitSummary, "entry" | "stale_reason"> }) {
  const zone = useZone();
  return <Status tone="plain" icon="minus" title={(hit && whyStale(hit, zone)) || en.hits.staleHelp}>{en.hits.stale}</Status>;
}
