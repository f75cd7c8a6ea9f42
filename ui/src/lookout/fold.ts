// Every change by hand is an import of its own. Those that follow each other
// are shown as one row, or the imports of files would drown among them.
import type { Import, ImportCounts } from "../api/types";
import { clock, dayIn, moment, zoneShort } from "../app/format";

/** Rows as shown, newest first as the imports are: changes by hand of one day that follow each other are one. */
export function fold<T extends Pick<Import, "format" | "at">>(imports: readonly T[], zone: string | undefined): T[][] {
  const day = (one: T) => dayIn(zone, Date.parse(one.at));
  const rows: T[][] = [];
  for (const one of imports) {
    const row = rows.at(-1);
    const before = row?.[0];
    if (before && before.format === "by-hand" && one.format === "by-hand" && day(before) === day(one)) row.push(one);
    else rows.push([one]);
  }
  return rows;
}

/** `22 Nov 12:01–15:40 CET`, from the last of the row, the oldest, to the first. */
export function span(row: readonly Pick<Import, "at">[], zone: string | undefined): string {
  const newest = row[0]?.at;
  const oldest = row.at(-1)?.at;
  if (!newest || !oldest) return "";
  const [from, to] = [clock(oldest, zone, false), clock(newest, zone, false)];
  return [`${moment(oldest, zone)}${from === to ? "" : `–${to}`}`, zoneShort(zone, newest)].filter(Boolean).join(" ");
}

/** What the row did in all. An entry changed twice counts twice. */
export function total(row: readonly Pick<Import, "counts">[]): ImportCounts {
  const sum = (of: keyof ImportCounts) => row.reduce((all, { counts }) => all + counts[of], 0);
  return { added: sum("added"), changed: sum("changed"), removed: sum("removed"), unchanged: sum("unchanged"), warnings: sum("warnings") };
}

/** Each once, in the order in which they come. */
export const each = (names: readonly string[]): string => [...new Set(names)].join(", ");
