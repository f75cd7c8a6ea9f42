import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { EntryChange, Import } from "../api/types";
import { count, moment } from "../app/format";
import { useMay } from "../app/session";
import { useZone } from "../app/status";
import { MoreButton, Segmented } from "../components/Controls";
import { Icon, type IconName } from "../components/Icon";
import { Facts, Page, Panel } from "../components/Page";
import { Query } from "../components/States";
import { Status, type Tone } from "../components/Status";
import { en, fieldWord } from "../i18n/en";
import { useChanges, useImport } from "./queries";

const LOOK: Record<EntryChange["change"], { tone: Tone; icon: IconName }> = {
  added: { tone: "green", icon: "plus" }, changed: { tone: "blue", icon: "tilde" }, removed: { tone: "amber", icon: "minus" },
};

export function ImportScreen() {
  const { id } = useParams({ from: "/imports/$id" });
  const query = useImport(id);
  const zone = useZone();
  return (
    <Page title={query.data ? en.import.title(query.data.list) : en.lists.importTitle} before={<Link to="/lists" className="back-link"><Icon name="left" size={14} /> {en.lists.title}</Link>}>
      <Query query={query}>
        {(done) => (
          <>
            <div className="panel">
              <Facts items={[
                [en.lists.at, moment(done.at, zone, true)], [en.lists.by, done.by],
                [en.lists.name, <Link key="list" to="/lists/$id" params={{ id: done.list_id }}>{done.list}</Link>],
                [en.lists.files, <ul key="files" className="plain">{done.files.map((file) => <li key={file.name}>{file.name} <span className="quiet sub mono" title={`${en.import.sha} ${file.sha256}`}>{file.sha256.slice(0, 16)}…</span></li>)}</ul>],
              ]} />
              <Totals done={done} />
            </div>
            {done.warnings.length > 0 ? (
              <Panel id="warnings-head" title={`${en.import.warnings} (${count(done.counts.warnings)})`}>
                <ul className="plain pad">{done.warnings.map((warning, i) => <li key={i}><span className="quiet">{en.import.byte(warning.offset)} </span>{warning.text}</li>)}</ul>
              </Panel>
            ) : null}
            <Changes done={done} />
          </>
        )}
      </Query>
    </Page>
  );
}

function Totals({ done }: { done: Import }) {
  const { added, changed, removed, unchanged } = done.counts;
  const items: [string, number, string][] = [[en.import.added, added, "green"], [en.import.changed, changed, "blue"], [en.import.removed, removed, "amber"], [en.import.unchanged, unchanged, ""]];
  return (
    <div className="summary flat">
      <dl>{items.map(([name, value, tone]) => <div key={name} className={value > 0 && tone ? `tone-${tone}` : ""}><dt>{name}</dt><dd>{count(value)}</dd></div>)}</dl>
    </div>
  );
}

function Changes({ done }: { done: Import }) {
  const [show, setShow] = useState("all");
  const query = useChanges(done.id, show);
  const options = (["all", "added", "changed", "removed"] as const).map((value) => ({ value: value as string, label: value === "all" ? en.import.all : `${en.import[value]} ${count(done.counts[value])}` }));
  const nothing = done.counts.added + done.counts.changed + done.counts.removed === 0;
  return (
    <Panel id="changes-head" title={en.import.changes} actions={nothing ? null : <Segmented label={en.import.show} value={show} options={options} onChange={setShow} />}>
      <Query query={query} isEmpty={(data) => data.pages.every((page) => page.items.length === 0)} empty={<p className="hint pad">{nothing ? en.import.nothing : en.import.nothingOf(show)}</p>}>
        {(data) => <ul className="changes">{data.pages.flatMap((page) => page.items).map((change) => <ChangeItem key={change.entry_id + change.change} change={change} />)}</ul>}
      </Query>
      <MoreButton query={query} />
    </Panel>
  );
}

function ChangeItem({ change }: { change: EntryChange }) {
  const look = LOOK[change.change];
  const may = useMay()("entry:read");
  return (
    <li className={`change change-${change.change}`}>
      <div className="change-head">
        <Status tone={look.tone} icon={look.icon}>{en.import[change.change]}</Status>
        {may ? <Link to="/entries/$id" params={{ id: change.entry_id }}><bdi>{change.name}</bdi></Link> : <bdi>{change.name}</bdi>}
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
