import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/client";
import type { JournalLine } from "../api/types";
import { stamp } from "../app/format";
import { useStatus, useZone } from "../app/status";
import { Icon } from "../components/Icon";
import { Page } from "../components/Page";
import { Empty, Query } from "../components/States";
import { TableRegion } from "../components/Table";
import { en } from "../i18n/en";
import { account, did } from "./did";

const SIZE = 100;

/** `hit × 2, flight`. */
function tally(names: readonly string[]): string {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times].map(([name, n]) => (n > 1 ? `${name} × ${n}` : name)).join(", ");
}

function writes(line: JournalLine): string {
  const text = tally(line.writes.map((write) => write.kind));
  return line.writes_total > line.writes.length ? `${text}, ${en.journal.more(line.writes_total - line.writes.length)}` : text;
}

/** What somebody did, in words where there are any; the route with its ids on request. */
function What({ line, routes }: { line: JournalLine; routes: boolean }) {
  const words = did(line.cause);
  return (
    <>
      {words ? <span title={line.cause ?? undefined}>{words}</span> : line.cause ?? "–"}
      {line.account ? <span className="sub">{account(line.account)}</span> : null}
      {words && routes ? <span className="quiet sub mono">{line.cause}</span> : null}
      {line.events.length > 0 ? <span className="quiet sub">{tally(line.events)}</span> : null}
    </>
  );
}

export function JournalScreen() {
  const status = useStatus();
  const zone = useZone();
  // Null stands for the newest page: it follows the journal when refreshed.
  const [after, setAfter] = useState<number | null>(null);
  const [routes, setRoutes] = useState(false);
  const query = useQuery({
    queryKey: ["journal", after],
    queryFn: async ({ signal }) => {
      const newest = (await api.get("/status", { signal })).journal_sequence;
      const start = after ?? Math.max(0, newest - SIZE);
      const page = await api.get("/journal", { query: { after: start, limit: SIZE }, signal });
      return { start, newest, items: page.items.toSorted((a, b) => b.sequence - a.sequence) };
    },
    enabled: status.isFetched,
  });
  const data = query.data;
  return (
    <Page
      title={en.journal.title}
      actions={
        <div className="button-row">
          <button type="button" className="button" disabled={!data || data.start + SIZE >= data.newest} onClick={() => { const to = (data?.start ?? 0) + SIZE; setAfter(data && to + SIZE >= data.newest ? null : to); }}><Icon name="left" size={14} /> {en.journal.newer}</button>
          <button type="button" className="button" disabled={!data || data.start === 0} onClick={() => setAfter(Math.max(0, (data?.start ?? 0) - SIZE))}>{en.journal.older} <Icon name="right" size={14} /></button>
          <button type="button" className="button" onClick={() => void query.refetch()}><Icon name="refresh" size={14} /> {en.refresh}</button>
        </div>
      }
    >
      <div className="toolbar">
        <button type="button" className="toggle" aria-pressed={routes} onClick={() => setRoutes(!routes)}>{en.journal.routes}</button>
        <p className="hint">{en.journal.note}</p>
      </div>
      <Query query={query} isEmpty={(page) => page.items.length === 0} empty={<Empty title={en.journal.empty} />}>
        {(page) => (
          <TableRegion label={en.journal.table}>
            <thead>
              <tr>
                <th scope="col" className="num">{en.journal.sequence}</th><th scope="col">{en.journal.at}</th><th scope="col">{en.journal.actor}</th>
                <th scope="col">{en.journal.purpose}</th><th scope="col">{en.journal.what}</th><th scope="col">{en.journal.writes}</th><th scope="col">{en.journal.hash}</th>
              </tr>
            </thead>
            <tbody>
              {page.items.map((line) => (
                <tr key={line.sequence}>
                  <th scope="row" className="num">{line.sequence}</th>
                  <td className="nowrap">{stamp(line.at, zone, true)}</td>
                  <td>{line.actor.name}</td>
                  <td>{line.purpose}</td>
                  <td className="wrap"><What line={line} routes={routes} /></td>
                  <td className="wrap">{writes(line) || <span className="quiet">–</span>}</td>
                  <td className="mono quiet" title={line.hash}>{line.hash.slice(0, 12)}</td>
                </tr>
              ))}
            </tbody>
          </TableRegion>
        )}
      </Query>
    </Page>
  );
}
