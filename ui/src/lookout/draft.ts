// A form of an entry as somebody fills it, and as the API takes it.
import { addDays, dayIn, startOfDay } from "../app/format";
import type { Entry, EntryDraft } from "../api/types";

export const CATEGORIES = [["detain", true], ["refuse_entry", true], ["refer", false], ["inform", false], ["document", false]] as const;
export const grave = (category: string) => CATEGORIES.some(([code, is]) => code === category && is);

export interface Form {
  schema: string; names: { value: string; kind: string }[]; gender: string; births: string; nationalities: string;
  documents: { kind: string; number: string; issuer: string }[]; category: string; reason: string; remarks: string; from: string; until: string;
}

export const EMPTY: Form = {
  schema: "Person", names: [{ value: "", kind: "primary" }], gender: "", births: "", nationalities: "",
  documents: [], category: "", reason: "", remarks: "", from: "", until: "",
};

/** The last day on which something that ends at an instant still counts. */
export const lastDay = (zone: string | undefined, until: string) => dayIn(zone, Date.parse(until) - 1);

export function formOf(entry: Entry, zone: string | undefined): Form {
  const { hand } = entry;
  return {
    schema: entry.schema, names: entry.names.map(({ value, kind }) => ({ value, kind })), gender: entry.gender ?? "", births: entry.births.join(", "), nationalities: entry.nationalities.join(", "),
    documents: entry.documents.map((document) => ({ kind: document.kind, number: document.number, issuer: document.issuer ?? "" })),
    category: hand?.category ?? "", reason: hand?.reason ?? "", remarks: hand?.remarks ?? "",
    from: hand?.valid_from ? dayIn(zone, Date.parse(hand.valid_from)) : "", until: hand?.valid_until ? lastDay(zone, hand.valid_until) : "",
  };
}

const several = (text: string) => text.split(/[,;]+/).map((part) => part.trim()).filter(Boolean);

/** What dates of birth were read as, each by what was typed; null where it is none. */
export type Births = Record<string, string | null>;

/** The dates of birth that are written another way than the API takes them: the server reads them. */
export const otherBirths = (births: string) => [...new Set(several(births))].filter((text) => !isBirth(text));

/** The dates as the API takes them, with what was read, or the first that is none. */
export function birthsOf(births: string, read: Births): { births: string; wrong: string | null } {
  const texts = several(births).map((text) => ({ text, value: isBirth(text) ? text : read[text] ?? null }));
  return { births: texts.map(({ text, value }) => value ?? text).join(", "), wrong: texts.find(({ value }) => value === null)?.text ?? null };
}
function isBirth(text: string): boolean {
  if (/^c\s*\d{4}$/i.test(text) || /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text)) return true;
  const [, from, to] = /^(\d{4})\/(\d{4})$/.exec(text) ?? [];
  if (from && to) return from <= to;
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export function draftOf(form: Form, zone: string | undefined): EntryDraft {
  return {
    schema: form.schema, names: form.names.filter((name) => name.value.trim()), gender: form.gender || null, births: several(form.births), nationalities: several(form.nationalities),
    documents: form.documents.filter((document) => document.number.trim()).map((document) => ({ ...document, issuer: document.issuer.trim() || null })),
    remarks: form.remarks.trim() || null, category: form.category, reason: form.reason,
    valid_from: form.from ? new Date(startOfDay(form.from, zone)).toISOString() : null,
    valid_until: form.until ? new Date(startOfDay(addDays(form.until, 1), zone)).toISOString() : null,
  };
}
