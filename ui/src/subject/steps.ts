// What the history of a person says in codes, in words.
import type { PersonStep } from "../api/types";
import { en, word } from "../i18n/en";

/** What happened: the state of a hit by its name, and what a message did for the person. */
export function stepText({ kind, text }: Pick<PersonStep, "kind" | "text">): string {
  if (kind === "hit" || kind === "decision") return text.replace(/: (\w+)$/, (_, state: string) => `: ${word(en.hitState, state)}`);
  if (kind !== "message") return text;
  const did = Object.entries(en.person.did);
  const said = did.filter(([code]) => text.includes(code)).map(([, words]) => words);
  const first = Math.min(...did.map(([code]) => text.indexOf(code)).filter((at) => at >= 0));
  return said.length === 0 ? text : `${text.slice(0, first).trim()}: ${said.join("; ")}`;
}

/** Why: a reason for a decision, with its note where there is one; the purpose of a look. */
export function stepWhy({ why }: Pick<PersonStep, "why">): string | null {
  if (!why) return null;
  const [, code = "", note = ""] = /^([a-z_-]+)(?:: (.*))?$/s.exec(why) ?? [];
  const known = en.reasons[code] ?? en.person.purposes[code];
  if (!known) return /^[a-z]+([_-][a-z]+)*$/.test(why) ? word({}, why) : why;
  return code === "other" && note ? note : [known, note].filter(Boolean).join(": ");
}
