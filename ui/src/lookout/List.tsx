import { Link, useParams } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import { count, stamp } from "../app/format";
import { useMay } from "../app/session";
import { useZone } from "../app/status";
import { FilterBox, MoreButton } from "../components/Controls";
import { Icon } from "../components/Icon";
import { Facts, Page, Panel } from "../components/Page";
import { Empty, Query } from "../components/States";
import { rowClick, TableRegion, useRows } from "../components/Table";
import { en, word } from "../i18n/en";
import { State } from "./Entry";
import { Counts, ImportTable } from "./ImportTable";
import { Edition, Freshness } from "./Lists";
import { useEntries, useList } from "./queries";

export function ListScreen() {
  const { id } = useParams({ from: "/lists/$id" });
  const query = useList(id);
  const zone = useZone();
  const may = useMay();
  const title = query.data ? query.data.title || query.data.name : en.lists.name;
  return (
    <Page title={title} before={<Link to="/lists" className="back-link"><Icon name="left" size={14} /> {en.lists.title}</Link>} actions={query.data?.format === "by-hand" && may("entry:write") ? <Link to="/entries/new" search={{ list: query.data.name }} className="button">{en.entryForm.newTitle}</Link> : null}>
      <Query query={query}>
        {(list) => {
          const at = list.last_import?.at ?? list.updated;
          return (
            <div className="panel">
              <Facts items={[
                [en.lists.name, list.name],
                [en.lists.format, word(en.lists.forms, list.format)],
                [en.lists.entries, <span key="n" className="big">{count(list.entries)}</span>],
                [en.lists.updated, at ? <><Freshness list={list} /> <span className="quiet sub">{stamp(at, zone)}</span></> : en.lists.never],
                [en.lists.edition, <Edition key="edition" list={list} />],
                [en.lists.change, list.last_import ? <Link to="/imports/$id" params={{ id: list.last_import.id }}><Counts counts={list.last_import.counts} /></Link> : null],
              ]} />
            </div>
          );
        }}
      </Query>
      <Panel id="entries-head" title={en.lists.entries}><Entries list={id} open={may("entry:read")} /></Panel>
      <Panel id="imports-head" title={en.lists.imports}><ImportTable list={id} /></Panel>
    </Page>
  );
}

function Entries({ list, open }: { list: string; open: boolean }) {
  const [q, setQ] = useState("");
  const query = useEntries(list, useDeferredValue(q.trim()));
  const ref = useRows();
  return (
    <>
      <div className="toolbar inner"><FilterBox label={en.lists.search} hint={en.lists.searchHint} value={q} onChange={setQ} /></div>
      <Query query={query} isEmpty={(data) => data.pages.every((page) => page.items.length === 0)} empty={<Empty title={en.lists.noEntries} />}>
        {(data) => (
          <TableRegion label={en.lists.entriesTable} rowsRef={ref}>
            <thead>
              <tr>
                <th scope="col">{en.flight.name}</th><th scope="col">{en.lists.identifier}</th><th scope="col">{en.fields["schema"]}</th>
                <th scope="col">{en.lists.born}</th><th scope="col">{en.lists.nationality}</th><th scope="col">{en.lists.state}</th>
              </tr>
            </thead>
            <tbody>
              {data.pages.flatMap((page) => page.items).map((entry) => (
                <tr key={entry.id} data-row onClick={rowClick} className={entry.state === "removed" ? "is-off" : ""}>
                  <th scope="row">{open ? <Link to="/entries/$id" params={{ id: entry.id }} data-rowlink><bdi>{entry.name}</bdi></Link> : entry.name}{entry.names.length > 1 ? <span className="quiet sub">{en.lists.names(entry.names.length)}</span> : null}</th>
                  <td className="mono">{entry.external_id}</td>
                  <td>{entry.schema}</td>
                  <td>{entry.births.join(", ") || <span className="quiet">–</span>}</td>
                  <td>{entry.nationalities.join(", ") || <span className="quiet">–</span>}</td>
                  <td>{entry.state === "removed" ? <State entry={entry} /> : <span className="quiet">{en.lists.active}</span>}</td>
                </tr>
              ))}
            </tbody>
          </TableRegion>
        )}
      </Query>
      <MoreButton query={query} />
    </>
  );
}
