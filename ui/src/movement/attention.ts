// What the board says about a flight's manifest, and which flights a person
// should look at first. Pure, so that it is tested without a browser.
import type { Flight } from "../api/types";
import { flightName } from "../app/format";
import type { IconName } from "../components/Icon";
import type { Tone } from "../components/Status";
import { en } from "../i18n/en";

export interface ManifestLook { word: string; tone: Tone; icon: IconName; help?: string }

const S = en.board.manifestState;

export function manifestLook(flight: Flight): ManifestLook {
  const { state, attention } = flight.manifest;
  if (flight.cancelled || state === "cancelled") return { word: S["cancelled"]!, tone: "plain", icon: "ban" };
  if (attention === "missing") return { word: S["missing"]!, tone: "red", icon: "alert", help: en.board.manifestHelp.missing };
  if (attention === "late") return { word: S["late"]!, tone: "amber", icon: "clock", help: en.board.manifestHelp.late };
  if (attention === "stale") return { word: S["stale"]!, tone: "amber", icon: "clock", help: en.board.manifestHelp.stale };
  if (state === "missing") return { word: en.board.expected, tone: "plain", icon: "clock", help: en.board.manifestHelp.expected };
  if (state === "closed") return { word: S["closed"]!, tone: "green", icon: "lock" };
  return { word: S["received"]!, tone: "green", icon: "check" };
}

/** Hits that nobody has decided yet. */
export const openHits = (flight: Flight) => flight.hits.new + flight.hits.in_review;

export function needsAttention(flight: Flight): boolean {
  return Boolean(flight.manifest.attention) || flight.manifest.refused > 0 || openHits(flight) > 0 || flight.hits.possible > 0 || flight.hits.confirmed > 0;
}

/** How long a flight stays on the board after its time. */
const GRACE = 3_600_000;

/** Whether a flight's time is over and nothing on it is left to do. */
export function isDone(flight: Flight, now: number): boolean {
  const at = flight.at?.utc;
  return Boolean(at) && Date.parse(at!) < now - GRACE && !needsAttention(flight);
}

export function matches(flight: Flight, words: string): boolean {
  const text = [
    flightName(flight), flight.carrier + flight.number, flight.from?.code, flight.from?.name, flight.from?.country,
    flight.to?.code, flight.to?.name, flight.to?.country, manifestLook(flight).word,
  ].join(" ").toLowerCase();
  return words.toLowerCase().split(/\s+/).filter(Boolean).every((part) => text.includes(part));
}

/** Changes when anything changes that the board shows of this flight. */
export const signature = (flight: Flight) => JSON.stringify([flight.manifest, flight.people, flight.hits, flight.cancelled, flight.at?.local]);
