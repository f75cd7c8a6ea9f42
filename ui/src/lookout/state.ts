// Whether an entry counts, in words, and how old a list is.
import { dayIn, fullDay } from "../app/format";
import type { Entry, List } from "../api/types";
import type { IconName } from "../components/Icon";
import type { Tone } from "../components/Status";
import { en } from "../i18n/en";
import { lastDay } from "./draft";

const DAY = 86_400_000;

export interface Look { tone: Tone; icon: IconName; text: string }

/** An entry that does not count says why: taken off, ended, over or not yet begun. */
export function stateOf(entry: Pick<Entry, "state" | "hand">, zone: string | undefined, now = Date.now()): Look {
  const { hand } = entry;
  if (entry.state === "active") return { tone: "green", icon: "check", text: en.lists.active };
  if (hand?.ended) return { tone: "amber", icon: "minus", text: en.lists.ended };
  if (hand?.valid_from && Date.parse(hand.valid_from) > now) return { tone: "blue", icon: "clock", text: en.lists.fromDay(fullDay(dayIn(zone, Date.parse(hand.valid_from)))) };
  if (hand?.valid_until && Date.parse(hand.valid_until) <= now) return { tone: "amber", icon: "clock", text: en.lists.expiredOn(fullDay(lastDay(zone, hand.valid_until))) };
  return { tone: "amber", icon: "minus", text: en.lists.removed };
}

/** The day of an edition, where the list states one that can be read. */
export function editionDay(published: string | null | undefined): string | null {
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(published ?? "")?.[0];
  return day && !Number.isNaN(Date.parse(day)) ? day : null;
}
/** `3 Feb 2019`, or what the list says of itself. */
export function edition(published: string | null | undefined): string | null {
  const day = editionDay(published);
  return day ? fullDay(day) : published ?? null;
}

/** A fresh import of an old edition is still old; a list kept by hand is as old as it should be. */
export function freshness(list: Pick<List, "format" | "updated" | "last_import">, now = Date.now()): Look {
  if (list.format === "by-hand") return { tone: "plain", icon: "check", text: en.lists.byHand };
  const day = editionDay(list.last_import?.published);
  if (day && now - Date.parse(day) > 31 * DAY) return { tone: "amber", icon: "clock", text: en.lists.oldEdition };
  if (now - Date.parse(list.last_import?.at ?? list.updated) > 7 * DAY) return { tone: "amber", icon: "clock", text: en.lists.old };
  // An edition that is no date says nothing of its age; neither does it that it was imported of late.
  if (list.last_import?.published && !day) return { tone: "plain", icon: "clock", text: en.lists.ageNotKnown };
  return { tone: "green", icon: "check", text: en.lists.current };
}
