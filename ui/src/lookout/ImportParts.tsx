// What an import did or would do: the same pieces show both.
import { Link } from "@tanstack/react-router";
import type { Change, ImportCounts } from "../api/types";
import { count } from "../app/format";
import { useMay } from "../app/session";
import type { IconName } from "../components/Icon";
import { Status, type Tone } from "../components/Status";
import { en, fieldWord } from "../i18n/en";
import { ofWholeFile } from "./preview";

const LOOK: Record<Change["change"], { tone: Tone; icon: IconName }> = {
  added: { tone: "green", icon: "plus" }, changed: { tone: "blue", icon: "tilde" }, removed: { tone: "amber", icon: "minus" },
};

export function Totals({ counts }: { counts: ImportCounts }) {
  const { added, changed, removed, unchanged } = counts;
  const items: [string, number, string][] = [[en.import.added, added, "green"], [en.import.changed, changed, "blue"], [en.import.removed, removed, "amber"], [en.import.unchanged, unchanged, ""]];
  return (
    <div className="summary flat">
      <dl>{items.map(([name, value, tone]) => <div key={name} className={value > 0 && tone ? `tone-${tone}` : ""}><dt>{name}</dt><dd>{count(value)}</dd></div>)}</dl>
    </div>
  );
}

export function Files({ files }: { files: { name: string; sha256: string }[] }) {
  return <ul className="plain">{files.map((file) => <li key={file.name}>{file.name} <span className="quiet sub mono" title={`${en.import.sha} ${file.sha256}`}>{file.sha256.slice(0, 16)}…</span></li>)}</ul>;
}

/** What concerns the file as a whole stands at none of its bytes. */
export function Warnings({ warnings }: { warnings: { code: string; offset: number; text: string }[] }) {
  return <ul className="plain pad">{warnings.map((warning, i) => <li key={i}>{ofWholeFile(warning.code) ? null : <span className="quiet">{en.import.byte(warning.offset)} </span>}{warning.text}</li>)}</ul>;
}

/** One entry; `entry` is its id where it is known and can be opened. */
export function ChangeItem({ change, entry }: { change: Change; entry?: string }) {
  const look = LOOK[change.change];
  const may = useMay()("entry:read");
  return (
    <li className={`change change-${change.change}`}>
      <div className="change-head">
        <Status tone={look.tone} icon={look.icon}>{en.import[change.change]}</Status>
        {entry && may ? <Link to="/entries/$id" params={{ id: entry }}><bdi>{change.name}</bdi></Link> : <bdi>{change.name}</bdi>}
        <span className="quiet mono">{change.external_id}</span>
      </div>
      {change.change === "changed" && change.fields.length > 0 ? (
        <table className="diff">
          <thead><tr><th scope="col">{en.hit.field}</th><th scope="col">{en.import.before}</th><th scope="col">{en.import.after}</th></tr></thead>
          <tbody>{change.fields.map((field) => <tr key={field.field}><th scope="row">{fieldWord(field.field)}</th><td><Values own={field.before} other={field.after} kind="del" /></td><td><Values own={field.after} other={field.before} kind="ins" /></td></tr>)}</tbody>
        </table>
      ) : null}
    </li>
  );
}

/** What only this side has is marked as taken out or put in. */
function Values({ own, other, kind }: { own: string[]; other: string[]; kind: "del" | "ins" }) {
  if (own.length === 0) return <span className="quiet">{en.none}</span>;
  const Tag = kind;
  return <ul className="plain">{own.map((value) => <li key={value}>{other.includes(value) ? <bdi>{value}</bdi> : <Tag><bdi>{value}</bdi></Tag>}</li>)}</ul>;
}
