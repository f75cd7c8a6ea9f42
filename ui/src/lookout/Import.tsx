import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Import } from "../api/types";
import { count, stamp } from "../app/format";
import { useMay } from "../app/session";
import { useZone } from "../app/status";
import { MoreButton, Segmented } from "../components/Controls";
import { Icon } from "../components/Icon";
import { Facts, Page, Panel } from "../components/Page";
import { Query } from "../components/States";
import { en, word } from "../i18n/en";
import { ChangeItem, Files, Totals, Warnings } from "./ImportParts";
import { canUndo } from "./preview";
import { useChanges, useImport } from "./queries";
import { edition } from "./state";
import { UndoDialog } from "./UndoDialog";

export function ImportScreen() {
  const { id } = useParams({ from: "/imports/$id" });
  const query = useImport(id);
  const zone = useZone();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const done = query.data;
  const title = done ? (done.undo_of ? en.import.undoTitle(done.list) : en.import.title(done.list)) : en.lists.importTitle;
  const undo = done && may("list:undo") && canUndo(done)
    ? <button type="button" className="button" onClick={() => setAsking(true)}><Icon name="refresh" size={14} /> {done.undo_of ? en.import.redo : en.import.undo}</button>
    : null;
  return (
    <Page title={title} actions={undo} before={<Link to="/lists" className="back-link"><Icon name="left" size={14} /> {en.lists.title}</Link>}>
      <Query query={query}>
        {(done) => (
          <>
            <div className="panel">
              <Facts items={[
                [en.lists.at, stamp(done.at, zone, true)], [en.lists.by, done.by],
                [en.lists.name, <Link key="list" to="/lists/$id" params={{ id: done.list_id }}>{done.list}</Link>],
                [en.lists.format, word(en.lists.forms, done.format)],
                ...(done.files.length > 0 ? [[en.lists.files, <Files key="files" files={done.files} />] as [string, React.ReactNode]] : []),
                ...(done.published ? [[en.import.published, edition(done.published)] as [string, React.ReactNode]] : []),
                ...(done.undo_of ? [[en.import.undoes, <Link key="undoes" to="/imports/$id" params={{ id: done.undo_of }}>{en.import.thatImport}</Link>] as [string, React.ReactNode]] : []),
                ...(done.undone_by ? [[en.import.undone, <Link key="undone" to="/imports/$id" params={{ id: done.undone_by }}>{en.import.thatUndo}</Link>] as [string, React.ReactNode]] : []),
              ]} />
              <Totals counts={done.counts} />
            </div>
            {done.warnings.length > 0 ? (
              <Panel id="warnings-head" title={`${en.import.warnings} (${count(done.counts.warnings)})`}>
                <Warnings warnings={done.warnings} />
              </Panel>
            ) : null}
            <Changes done={done} />
          </>
        )}
      </Query>
      {asking && done ? <UndoDialog done={done} onClose={() => setAsking(false)} /> : null}
    </Page>
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
        {(data) => <ul className="changes">{data.pages.flatMap((page) => page.items).map((change) => <ChangeItem key={change.entry_id + change.change} change={change} entry={change.entry_id} />)}</ul>}
      </Query>
      <MoreButton query={query} />
    </Panel>
  );
}
