import { Link, useNavigate } from "@tanstack/react-router";
import type { List } from "../api/types";
import { age, count, stamp } from "../app/format";
import { useKeys } from "../app/keys";
import { useMay } from "../app/session";
import { useZone } from "../app/status";
import { Kbd, Page, Panel } from "../components/Page";
import { Empty, Query } from "../components/States";
import { Status } from "../components/Status";
import { rowClick, TableRegion, useRows } from "../components/Table";
import { en, word } from "../i18n/en";
import { ImportForm } from "./ImportForm";
import { Counts, ImportTable } from "./ImportTable";
import { useLists } from "./queries";
import { edition, editionDay, freshness } from "./state";

export function ListsScreen() {
  const query = useLists();
  const may = useMay();
  const navigate = useNavigate();
  useKeys({ n: () => { if (may("entry:write")) void navigate({ to: "/entries/new", search: {} }); } });
  return (
    <Page title={en.lists.title} actions={may("entry:write") ? <Link to="/entries/new" search={{}} className="button">{en.entryForm.newTitle} <Kbd>n</Kbd></Link> : null}>
      <Query query={query} isEmpty={(data) => data.items.length === 0} empty={<Empty title={en.lists.empty}>{may("list:import") ? en.lists.emptyDo : null}</Empty>}>
        {(data) => <ListTable lists={data.items} />}
      </Query>
      {may("list:import") ? <Panel id="import-head" title={en.lists.importTitle}><ImportForm /></Panel> : null}
      <Panel id="imports-head" title={en.lists.imports}><ImportTable /></Panel>
    </Page>
  );
}

function ListTable({ lists }: { lists: List[] }) {
  const ref = useRows();
  const zone = useZone();
  return (
    <TableRegion label={en.lists.table} rowsRef={ref}>
      <thead>
        <tr>
          <th scope="col">{en.lists.name}</th><th scope="col">{en.lists.format}</th><th scope="col" className="num">{en.lists.entries}</th>
          <th scope="col">{en.lists.edition}</th><th scope="col">{en.lists.updated}</th><th scope="col">{en.lists.change}</th>
        </tr>
      </thead>
      <tbody>
        {lists.map((list) => {
          const at = list.last_import?.at ?? list.updated;
          return (
            <tr key={list.id} data-row onClick={rowClick}>
              <th scope="row"><Link to="/lists/$id" params={{ id: list.id }} data-rowlink>{list.title || list.name}</Link>{list.title && list.title !== list.name ? <span className="quiet sub">{list.name}</span> : null}<span className="on-phone"><Freshness list={list} /></span></th>
              <td>{word(en.lists.forms, list.format)}</td>
              <td className="num">{count(list.entries)}</td>
              <td className="nowrap"><Edition list={list} /></td>
              <td>{at ? <><Freshness list={list} /> <span className="quiet sub">{stamp(at, zone)} · {en.lists.age(age(at))}</span></> : <span className="quiet">{en.lists.never}</span>}</td>
              <td>{list.last_import ? <Counts counts={list.last_import.counts} /> : <span className="quiet">–</span>}</td>
            </tr>
          );
        })}
      </tbody>
    </TableRegion>
  );
}

export function Freshness({ list }: { list: List }) {
  const { tone, icon, text } = freshness(list);
  return <Status tone={tone} icon={icon}>{text}</Status>;
}

/** What the list says of its own age. */
export function Edition({ list }: { list: List }) {
  const published = list.last_import?.published;
  const day = editionDay(published);
  if (!published) return <span className="quiet">–</span>;
  return <>{edition(published)}{day ? <span className="quiet sub">{en.lists.age(age(day))}</span> : null}</>;
}
