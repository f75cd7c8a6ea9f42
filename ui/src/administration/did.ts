// A line of the journal names the route that led to it: method and path, with
// ids. A person reads words.
import type { JournalLine } from "../api/types";
import { en, word } from "../i18n/en";

const ROUTE = /^([A-Z]+) \/api\/v1(\/[^?\s]*)(?:\?\S*)?( refused)?$/;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** What was done, in words; null where the cause is no route, or none that has words. */
export function did(cause: string | null | undefined): string | null {
  const [, method, path, refused = ""] = ROUTE.exec(cause ?? "") ?? [];
  if (!method || !path) return null;
  return en.journal.did[`${method} ${path.replace(ID, "{id}")}${refused}`] ?? null;
}

/** What was done to an account, in words: roles given and taken, its name, whether it is locked out, its password. */
export function account(change: NonNullable<JournalLine["account"]>): string {
  const T = en.journal.account;
  const roles = (list: readonly string[]) => list.map((role) => word(en.roles, role)).join(", ");
  const { display, given, taken } = change;
  const parts = [
    given.length > 0 ? (change.made ? T.made : T.given)(roles(given), given.length) : null,
    taken.length > 0 ? T.taken(roles(taken), taken.length) : null,
    display ? T.display(display.before, display.after) : null,
    change.disabled === true ? T.disabled : change.disabled === false ? T.enabled : null,
    change.password ? T.password : null,
  ].filter((part) => part !== null);
  return `${change.name}: ${parts.join("; ") || T.nothing}`;
}
