import type { FieldChange } from "../api/types";
import { dayIn, longDay } from "../app/format";
import { useZone } from "../app/status";
import { en, fieldWord, word } from "../i18n/en";
import { lastDay } from "./draft";

/** A value of the API as people read it: days for instants, words for codes. */
function shown(field: string, value: string, zone: string | undefined): string {
  const at = Date.parse(value);
  if (field === "valid_from" && !Number.isNaN(at)) return longDay(dayIn(zone, at));
  if (field === "valid_until" && !Number.isNaN(at)) return longDay(lastDay(zone, value));
  if (field === "schema") return word(en.entryForm.schemas, value);
  if (field === "names") return value.replace(/ \((\w+)\)$/, (all, kind: string) => (kind in en.entry.kinds ? ` (${word(en.entry.kinds, kind)})` : all));
  return value;
}

const EMPTY: Record<string, string> = { valid_from: en.entryForm.always, valid_until: en.entryForm.noEnd };

/** What differs, before and after. */
export function Diff({ fields, before = en.import.before }: { fields: FieldChange[]; before?: string }) {
  const zone = useZone();
  const text = ({ field }: FieldChange, values: string[]) => (values.length ? values.map((value) => shown(field, value, zone)).join("; ") : EMPTY[field]);
  return (
    <table className="diff">
      <thead><tr><th scope="col">{en.hit.field}</th><th scope="col">{before}</th><th scope="col">{en.import.after}</th></tr></thead>
      <tbody>
        {fields.map((field) => {
          const [was, is] = [text(field, field.before), text(field, field.after)];
          return <tr key={field.field}><th scope="row">{fieldWord(field.field)}</th><td>{was ? <del>{was}</del> : "–"}</td><td>{is ? <ins>{is}</ins> : "–"}</td></tr>;
        })}
      </tbody>
    </table>
  );
}
