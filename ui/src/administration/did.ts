// A line of the journal names the route that led to it: method and path, with
// ids. A person reads words.
import { en } from "../i18n/en";

const ROUTE = /^([A-Z]+) \/api\/v1(\/[^?\s]*)(?:\?\S*)?( refused)?$/;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** What was done, in words; null where the cause is no route, or none that has words. */
export function did(cause: string | null | undefined): string | null {
  const [, method, path, refused = ""] = ROUTE.exec(cause ?? "") ?? [];
  if (!method || !path) return null;
  return en.journal.did[`${method} ${path.replace(ID, "{id}")}${refused}`] ?? null;
}
