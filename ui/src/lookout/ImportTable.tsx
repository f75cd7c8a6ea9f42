import { Link } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import type { Import, ImportCounts } from "../api/types";
import { stamp } from "../app/format";
import { useZone } from "../app/status";
import { MoreButton } from "../components/Controls";
import { Icon } from "../components/Icon";
import { Query } from "../components/States";
import { Status } from "../components/Status";
import { rowClick, TableRegion } from "../components/Table";
import { en, word } from "../i18n/en";
import { each, fold, span, total } from "./fold";
import { useImports } from "./queries";

export function Counts({ counts }: { counts: ImportCounts }) {
  return <span className="mono nowrap counts" role="img" aria-label={en.lists.countsLabel(counts.added, counts.changed, counts.removed)}>{en.lists.counts(counts.added, counts.changed, counts.removed)}</span>;
}

export function ImportTable({ list }: { list?: string }) {
  const query = useImports(list);
  const zone = useZone();
  // By any of its changes: an open row stays open while it grows.
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const isOpen = (row: Import[]) => row.some((item) => open.has(item.id));
  const toggle = (row: Import[]) => {
    const others = [...open].filter((id) => row.every((item) => item.id !== id));
    setOpen(new Set(isOpen(row) ? others : [...others, ...row.map((item) => item.id)]));
  };
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
              {fold(data.pages.flatMap((page) => page.items), zone).map((row, i, rows) => row.length === 1 ? <Row key={row[0]!.id} item={row[0]!} /> : (
                // The oldest stays the oldest while changes come.
                <Fragment key={row.at(-1)!.id}>
                  <FoldRow row={row} open={isOpen(row)} goesOn={i === rows.length - 1 && query.hasNextPage} onToggle={() => toggle(row)} />
                  {isOpen(row) ? row.map((item) => <Row key={item.id} item={item} within />) : null}
                </Fragment>
              ))}
            </tbody>
          </TableRegion>
          <MoreButton query={query} />
        </>
      )}
    </Query>
  );
}

/** `within`: one of the changes of an open row. */
function Row({ item, within }: { item: Import; within?: boolean }) {
  const zone = useZone();
  return (
    <tr data-row onClick={rowClick} className={within ? "within" : ""}>
      <th scope="row" className="nowrap"><Link to="/imports/$id" params={{ id: item.id }} data-rowlink>{stamp(item.at, zone, true)}</Link></th>
      <td>{item.list}</td>
      <td>{item.files.length === 0 ? <span className="quiet">{word(en.lists.forms, item.format)}</span> : <span className="clip">{item.files.map((file) => file.name).join(", ")}</span>}</td>
      <td>{item.by ?? "–"}</td>
      <td><Counts counts={item.counts} />{item.undone_by ? <> <Status tone="plain" icon="ban">{en.import.wasUndone}</Status></> : null}</td>
      <td className="num">{item.counts.warnings || <span className="quiet">–</span>}</td>
    </tr>
  );
}

/** Changes by hand in one row. `goesOn`: older ones of it may not have been read yet. */
function FoldRow({ row, open, goesOn, onToggle }: { row: Import[]; open: boolean; goesOn: boolean; onToggle: () => void }) {
  const zone = useZone();
  const counts = total(row);
  return (
    <tr data-row onClick={rowClick}>
      <th scope="row" className="nowrap">
        <button type="button" className="link-button" data-rowlink aria-expanded={open} onClick={onToggle}>
          <Icon name={open ? "minus" : "plus"} size={14} /> {en.lists.byHandTimes(row.length, goesOn)}<span className="quiet sub">{span(row, zone)}</span>
        </button>
      </th>
      <td><span className="clip">{each(row.map((item) => item.list))}</span></td>
      <td><span className="quiet">{word(en.lists.forms, "by-hand")}</span></td>
      <td><span className="clip">{each(row.map((item) => item.by))}</span></td>
      <td><Counts counts={counts} /></td>
      <td className="num">{counts.warnings || <span className="quiet">–</span>}</td>
    </tr>
  );
}
