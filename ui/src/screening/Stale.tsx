import type { HitDetail } from "../api/types";
import { useZone } from "../app/status";
import { Notice } from "../components/States";
import { en } from "../i18n/en";
import { whyStale } from "./whyStale";

/** Says that a hit is no longer current, and why. */
export function Stale({ hit }: { hit: HitDetail }) {
  const zone = useZone();
  return <Notice tone="amber"><p>{en.hit.stale(whyStale(hit, zone))}</p></Notice>;
}
