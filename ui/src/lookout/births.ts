// Dates of birth as somebody types them, and what the server read them as.
import { ApiError } from "../api/client";
import { en } from "../i18n/en";
import type { Births } from "./draft";

/** A reading that came just now has been on the screen too short a time to be looked at. */
export const GLANCE = 1000;

/** Reads texts by `ask`. What was answered, or is under way, is not asked again; what failed is. */
export function reader(ask: (texts: string[]) => Promise<Births>): (texts: string[]) => Promise<Births> {
  const asked = new Map<string, Promise<Births>>();
  return async (texts) => {
    const fresh = texts.filter((text) => !asked.has(text));
    if (fresh.length > 0) {
      const answer = ask(fresh);
      for (const text of fresh) asked.set(text, answer);
      answer.catch(() => { for (const text of fresh) asked.delete(text); });
    }
    const answers = await Promise.all(texts.map((text) => asked.get(text)));
    return Object.fromEntries(texts.map((text, i) => [text, answers[i]?.[text] ?? null]));
  };
}

/** Whether each of `texts` is read, and was on the screen so at `now`. `newest` is when the last reading came. */
export const looked = (texts: string[], known: Births, newest: number, now: number): boolean =>
  texts.every((text) => text in known) && (texts.length === 0 || now - newest >= GLANCE);

/** Why dates could not be read: the server's own words, where it answered. */
export function notRead(error: unknown): string {
  if (!(error instanceof ApiError) || error.status === 0) return en.entryForm.birthsNotRead;
  const { problem } = error;
  return en.entryForm.birthsRefused(problem.errors?.[0]?.detail ?? problem.detail ?? problem.title);
}
