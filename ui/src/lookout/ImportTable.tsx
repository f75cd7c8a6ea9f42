import { Link } from "@tanstack/react-router";
import type { ImportCounts } from "../api/types";
import { stamp } from "../app/format";
import { useZone } from "../app/status";
import { MoreButton } from "../components/Controls";
import { Query } from "../components/States";
import { Status } from "../components/Status";
import { rowClick, TableRegion } from "../components/Table";
import { en, word } from "../i18n/en";
import { useImports } from "./queries";

export function Counts({ counts }: { counts: ImportCounts }) {
  return <span className="mono nowrap counts" role="img" aria-label={en.lists.countsLabel(counts.added, counts.changed, counts.removed)}>{en.lists.counts(counts.added, counts.changed, counts.removed)}</span>;
}

export function ImportTable({ list }: { list?: string }) {
  const query = useImports(list);
  const zone = useZone();
  return (
    <Query query={query} isEmpty={(data) => data.pages.every((page) => page.items.length === 0)} empty={<p className="hint pad">{en.lists.noImports}</p>}>
      {(data) => (
        <>
          <TableRegion label={en.lists.imports}>
            <thead>
              <tr>
                <th scope="col">{en.lists.at}</th><th scope="col">{en.lists.name}</th><th scope="col">{en.lists.files}</th>
                <th scope="col">{en.lists.by}</th><th scope="col">{en.lists.result}</th><th scope="col" className="num">{en.import.warnings}</th>
              </tr>
            </thead>
            <tbody>
              {data.pages.flatMap((page) => page.items).map((item) => (
                <tr key={item.id} data-row onClick={rowClick}>
                  <th scope="row" className="nowrap"><Link to="/imports/$id" params={{ id: item.id }} data-rowlink>{stamp(item.at, zone, true)}</Link></th>
                  <td>{item.list}</td>
                  <td>{item.undo_of ? <span className="quiet">{word(en.lists.forms, item.format)}</span> : <span className="clip">{item.files.map((file) => file.name).join(", ")}</span>}</td>
                  <td>{item.by ?? "–"}</td>
                  <td><Counts counts={item.counts} />{item.undone_by ? <> <Status tone="plain" icon="ban">{en.import.wasUndone}</Status></> : null}</td>
                  <td className="num">{item.counts.warnings || <span className="quiet">–</span>}</td>
                </tr>
              ))}
            </tbody>
          </TableRegion>
          <MoreButton query={query} />
        </>
      )}
    </Query>
  );
}
