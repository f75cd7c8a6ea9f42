import type { Agreement, HitDetail } from "../api/types";
import { Icon, type IconName } from "../components/Icon";
import { en, fieldWord, word } from "../i18n/en";

export const AGREEMENT_ICON: Record<Agreement, IconName> = { agree: "equal", near: "tilde", differ: "notequal", unknown: "question" };

interface Props { hit: HitDetail; active: string | null; keyOf: (field: string) => string | null; onActive: (key: string | null) => void }

/** The score may take two spellings for one name; the eye should still be told. */
function spelledOtherwise({ agreement, traveler, entry }: HitDetail["comparison"][number]): boolean {
  const plain = (value: string) => value.toLowerCase().replace(/\s+/g, " ").trim();
  const there = new Set(entry.map(plain));
  return agreement === "agree" && entry.length > 0 && traveler.length > 0 && !traveler.some((value) => there.has(plain(value)));
}

/** Remarks of so many letters stand open: an agency's own say what is to be done. */
const SHORT = 400;

/** Both sides, field by field; a field that differs says so in words. */
export function Comparison({ hit, active, keyOf, onActive }: Props) {
  return (
    <table className="comparison">
      <thead>
        <tr><th scope="col">{en.hit.field}</th><th scope="col">{en.hit.traveler}</th><th scope="col">{en.hit.agreement}</th><th scope="col">{en.hit.entry}</th></tr>
      </thead>
      <tbody>
        {hit.comparison.map((row) => {
          const key = keyOf(row.field);
          const otherwise = spelledOtherwise(row);
          const look = otherwise ? "near" : row.agreement;
          return (
            <tr key={row.field} className={`agree-${look}`}>
              <th scope="row">
                {key ? <button type="button" className="link-button" aria-pressed={active === key} onClick={() => onActive(key)} onFocus={() => onActive(key)}>{fieldWord(row.field)}</button> : fieldWord(row.field)}
              </th>
              <td><Values values={row.traveler} /></td>
              <td className="verdict"><span className={`agreement ${look}`}><Icon name={AGREEMENT_ICON[look] ?? "question"} size={14} /> {otherwise ? en.hit.otherwise : word(en.agreement, row.agreement)}</span></td>
              <td><Values values={row.entry} /></td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Values({ values }: { values: string[] }) {
  if (values.length === 0) return <span className="quiet">{en.unknown}</span>;
  if (values.length === 1) return <bdi>{values[0]}</bdi>;
  return <ul className="values">{values.map((value) => <li key={value}><bdi>{value}</bdi></li>)}</ul>;
}

export function EntryNames({ hit }: { hit: HitDetail }) {
  const { names, remarks } = hit.entry_full;
  return (
    <div className="entry-names">
      {hit.matched_name ? <p>{en.hit.matchedName(hit.matched_name)}</p> : null}
      {names.length > 0 ? (
        <details>
          <summary>{en.hit.allNames} ({names.length})</summary>
          <ul>{names.map((name) => <li key={name.kind + name.value}><bdi className={name.value === hit.matched_name ? "matched" : ""}>{name.value}</bdi> <span className="quiet">{word(en.entry.kinds, name.kind)}</span></li>)}</ul>
        </details>
      ) : null}
      {remarks ? <details open={remarks.length <= SHORT}><summary>{en.hit.remarks}</summary><p>{remarks}</p></details> : null}
    </div>
  );
}
