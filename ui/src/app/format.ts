// Times, dates and names as people at a port read them.
import { en } from "../i18n/en";
import type { Place, PortTime } from "../api/types";

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(zone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone}|${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    try {
      found = new Intl.DateTimeFormat("en-GB", { ...options, ...(zone ? { timeZone: zone } : {}) });
    } catch {
      // A zone this browser does not know: better UTC, said so, than nothing.
      found = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
    }
    formatters.set(key, found);
  }
  return found;
}

/** `14:03:22` of an instant, in a zone. */
export function clock(at: number | string, zone?: string, seconds = true): string {
  return formatter(zone, { hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}), hourCycle: "h23" }).format(new Date(at));
}

/** `22 Nov 14:03` of an instant, in a zone; the year stands there when it is not this one. */
export function moment(at: number | string | null | undefined, zone?: string, seconds = false, now = Date.now()): string {
  if (at === null || at === undefined || at === "") return en.unknown;
  const day = dayIn(zone, new Date(at).getTime());
  return `${day.slice(0, 4) === dayIn(zone, now).slice(0, 4) ? civilDay(day) : fullDay(day)} ${clock(at, zone, seconds)}`;
}
/** `22 Nov 14:03 UTC`: a moment that says whose clock it was. */
export function stamp(at: number | string | null | undefined, zone?: string, seconds = false): string {
  return [moment(at, zone, seconds), at ? zoneShort(zone, at) : ""].filter(Boolean).join(" ");
}

/** `EST` or `GMT+2`: the zone's short name at an instant. */
export function zoneShort(zone: string | null | undefined, at: number | string = Date.now()): string {
  if (!zone) return "";
  const parts = formatter(zone, { timeZoneName: "short", hour: "2-digit" }).formatToParts(new Date(at));
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** The time of day that a civil time states. It is not converted: 09:10 at the port is 09:10. */
export function portClock(time: PortTime | null | undefined): string {
  return time?.local.slice(11, 16) || "–";
}
/** `22 Nov 09:10 EST`. */
export function portMoment(time: PortTime | null | undefined): string {
  if (!time) return en.unknown;
  const zone = time.zone ? ` ${zoneShort(time.zone, time.utc ?? `${time.local}Z`)}` : "";
  return `${civilDay(time.local.slice(0, 10))} ${portClock(time)}${zone}`;
}
/** `22 Nov` of a civil date. */
export function civilDay(date: string): string {
  return formatter("UTC", { day: "numeric", month: "short" }).format(new Date(`${date}T00:00:00Z`));
}
/** `22 Nov 2026` of a civil date. */
export function fullDay(date: string): string {
  return formatter("UTC", { day: "numeric", month: "short", year: "numeric" }).format(new Date(`${date}T00:00:00Z`));
}
/** `Sunday 22 November 2026` of a civil date. */
export function longDay(date: string): string {
  return formatter("UTC", { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(new Date(`${date}T00:00:00Z`));
}

/** The civil date of an instant in a zone, `YYYY-MM-DD`. */
export function dayIn(zone: string | undefined, at: number): string {
  const parts = formatter(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(new Date(at));
  const get = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${get("year")}-${get("month")}-${get("day")}`;
}
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The instant at which a civil date begins in a zone. Correct across a
 *  change of summer time: the offset is looked up twice, the second time at
 *  the instant found with the first. */
export function startOfDay(date: string, zone: string | undefined): number {
  const utc = Date.parse(`${date}T00:00:00Z`);
  let at = utc;
  for (let i = 0; i < 2; i++) at = utc - offsetAt(zone, at);
  return at;
}
function offsetAt(zone: string | undefined, at: number): number {
  const parts = formatter(zone, { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).formatToParts(new Date(at));
  const get = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(get("year"), get("month") - 1, get("day"), get("hour"), get("minute"), get("second")) - Math.floor(at / 1000) * 1000;
}

/** `5 min`, `3 h`, `12 days`, `7 years`. */
export function age(from: string | number, now = Date.now()): string {
  const minutes = Math.floor((now - new Date(from).getTime()) / 60_000);
  if (minutes < 1) return en.time.now;
  if (minutes < 60) return en.time.minutes(minutes);
  if (minutes < 48 * 60) return en.time.hours(Math.floor(minutes / 60));
  const days = Math.floor(minutes / 1440);
  return days < 730 ? en.time.days(days) : en.time.years(Math.floor(days / 365.25));
}

/** `SURNAME, Given`. */
export function personName(person: { surname?: string | null; given?: string | null }): string {
  const name = [person.surname, person.given].filter(Boolean).join(", ");
  return name || en.flight.namePending;
}
export function placeName(place: Place | string | null | undefined): string {
  if (!place) return "?";
  if (typeof place === "string") return place;
  const name = placeShort(place);
  return name ? `${name} ${place.code}` : place.code;
}
/** The place without the words that every airport's name has. */
export function placeShort(place: Place | null | undefined): string {
  return place?.name?.replace(/\s+(International\s+)?Airport$/i, "") ?? "";
}
export function placeCode(place: Place | string | null | undefined): string {
  if (!place) return "?";
  return typeof place === "string" ? place : place.code;
}
export const flightName = (flight: { carrier: string; number: string }) =>
  flight.number.startsWith(flight.carrier) ? flight.number : `${flight.carrier} ${flight.number}`;
export const score = (value: number) => value.toFixed(2);
export const count = (value: number) => value.toLocaleString("en");
