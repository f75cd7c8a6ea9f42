import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { HitSummary } from "../api/types";
import { age, flightName, personName, placeCode, portClock } from "../app/format";
import { useMay } from "../app/session";
import { useNow, useStatus } from "../app/status";
import { MoreButton, Segmented } from "../components/Controls";
import { Page } from "../components/Page";
import { Empty, Query } from "../components/States";
import { HitStatus, ScoreBar } from "../components/Status";
import { rowClick, TableRegion, useFlash, useRows } from "../components/Table";
import { en, word } from "../i18n/en";
import { useLists } from "../lookout/queries";
import { HitCategory } from "./HitCategory";
import { useHits } from "./queries";
import { StaleMark } from "./Stale";

const STATES = ["open", "new", "in_review", "possible", "confirmed", "not_a_match", "all"];

export function HitsScreen() {
  const search = useSearch({ from: "/hits" });
  const navigate = useNavigate({ from: "/hits" });
  const state = search.state && STATES.includes(search.state) ? search.state : "open";
  const query = useHits(state);
  const hits = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={en.hits.title} actions={<p className="quiet">{en.lead}</p>}>
      <div className="toolbar">
        <Segmented
          label={en.hits.show} value={state}
          onChange={(value) => void navigate({ search: value === "open" ? {} : { state: value }, replace: true })}
          options={STATES.map((value) => ({ value, label: word(en.hitState, value) }))}
        />
        {hits ? <span className="quiet" role="status">{en.hits.count(hits.length, !query.hasNextPage)}</span> : null}
      </div>
      <Query
        query={query}
        isEmpty={(data) => data.pages.every((page) => page.items.length === 0)}
        empty={state === "open" ? <NoneOpen /> : <Empty title={en.hits.emptyState(word(en.hitState, state))} />}
      >
        {() => <HitTable hits={hits ?? []} scope={state} />}
      </Query>
      <MoreButton query={query} />
    </Page>
  );
}

/** Nothing is open; where nothing is looked for either, that is said instead. */
function NoneOpen() {
  const may = useMay();
  const lists = useLists(may("list:read"));
  const status = useStatus();
  const none = lists.data ? lists.data.items.length === 0 : status.data?.index.lists.length === 0;
  if (!none) return <Empty title={en.hits.empty}>{en.hits.emptyDo}</Empty>;
  return <Empty title={en.hits.noList} action={may("list:read") ? <Link to="/lists" className="button">{en.hits.toLists}</Link> : null}>{may("list:import") ? en.hits.noListDo : en.hits.noListWait}</Empty>;
}

function HitTable({ hits, scope }: { hits: HitSummary[]; scope: string }) {
  const ref = useRows();
  const now = useNow();
  const flashing = useFlash(hits, (hit) => hit.id, (hit) => `${hit.version} ${hit.state}`, scope);
  return (
    <TableRegion label={en.hits.table} rowsRef={ref}>
      <thead>
        <tr>
          <th scope="col">{en.hits.score}</th><th scope="col">{en.hits.traveler}</th><th scope="col">{en.hits.entry}</th>
          <th scope="col">{en.hits.flight}</th><th scope="col">{en.hits.state}</th><th scope="col">{en.hits.reviewer}</th><th scope="col">{en.hits.age}</th>
        </tr>
      </thead>
      <tbody>
        {hits.map((hit) => (
          <tr key={hit.id} data-row onClick={rowClick} className={`${flashing.has(hit.id) ? "flash" : ""} ${hit.stale ? "is-off" : ""}`}>
            <td><ScoreBar value={hit.score} /></td>
            <th scope="row">
              <Link to="/hits/$id" params={{ id: hit.id }} data-rowlink>{personName(hit.traveler)}</Link>
              <span className="quiet sub">{[hit.traveler.birth ? en.hits.born(hit.traveler.birth) : "", hit.traveler.nationality, word(en.roles, hit.traveler.role).toLowerCase()].filter(Boolean).join(" · ")}</span>
            </th>
            <td>{hit.entry.name}<span className="quiet sub">{hit.entry.list} {hit.entry.external_id}</span><HitCategory hit={hit} /></td>
            <td className="nowrap">{flightName(hit.flight)}<span className="quiet sub">{placeCode(hit.flight.from)} → {placeCode(hit.flight.to)} {hit.flight.at ? portClock(hit.flight.at) : ""}</span></td>
            <td><HitStatus state={hit.state} />{hit.carried ? <span className="quiet sub" title={en.hits.carriedHelp}>{en.hits.carried}</span> : null}{hit.stale ? <StaleMark hit={hit} /> : null}</td>
            <td>{hit.reviewer?.name ?? <span className="quiet">–</span>}</td>
            <td className="nowrap quiet">{age(hit.created, now)}</td>
          </tr>
        ))}
      </tbody>
    </TableRegion>
  );
}
