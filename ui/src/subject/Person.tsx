// Everything known of one person, across journeys that are linked with a
// reason and never merged.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../api/client";
import type { PersonStep } from "../api/types";
import { flightName, moment, placeCode, score } from "../app/format";
import { useMay } from "../app/session";
import { useZone } from "../app/status";
import { MoreButton } from "../components/Controls";
import { Panel } from "../components/Page";
import { Empty, Query } from "../components/States";
import { HitStatus, Status, type Tone } from "../components/Status";
import type { IconName } from "../components/Icon";
import { rowClick, TableRegion, useRows } from "../components/Table";
import { en, word } from "../i18n/en";
import { StaleMark } from "../screening/Stale";
import { stepText, stepWhy } from "./steps";

export function PersonPanels({ id }: { id: string }) {
  return (
    <>
      <Panel id="journeys-head" title={en.person.journeys}><Journeys id={id} /></Panel>
      <Panel id="known-head" title={en.person.known}><Known id={id} /></Panel>
    </>
  );
}

function Journeys({ id }: { id: string }) {
  const query = useQuery({ queryKey: ["traveler-journeys", id], queryFn: ({ signal }) => api.get("/travelers/{id}/journeys", { id, signal }) });
  const ref = useRows();
  return (
    <Query query={query} isEmpty={(data) => data.items.length < 2} empty={<Empty title={en.person.alone}>{en.person.aloneWhy}</Empty>}>
      {(data) => (
        <>
          <p className="hint pad">{en.person.linked}</p>
          <TableRegion label={en.person.journeys} rowsRef={ref}>
            <thead><tr><th scope="col">{en.hits.flight}</th><th scope="col">{en.flight.name}</th><th scope="col">{en.fields["birth"]}</th><th scope="col">{en.fields["documents"]}</th><th scope="col">{en.person.reason}</th><th scope="col">{en.flight.hit}</th></tr></thead>
            <tbody>
              {data.items.map(({ id: traveler, journey, name, birth, nationality, documents, reasons }) => (
                <tr key={traveler} data-row={traveler === id ? undefined : true} onClick={traveler === id ? undefined : rowClick} className={journey.listed ? "" : "is-off"}>
                  <td className="nowrap">{flightName(journey)} {placeCode(journey.from)} → {placeCode(journey.to)}<span className="quiet sub">{journey.at ? journey.at.replace("T", " ").slice(0, 16) : en.unknown}</span></td>
                  <th scope="row">{traveler === id ? <bdi>{name}</bdi> : <Link to="/travelers/$id" params={{ id: traveler }} data-rowlink><bdi>{name}</bdi></Link>}{nationality ? <span className="quiet sub">{nationality}</span> : null}</th>
                  <td className="nowrap">{birth ?? <span className="quiet">–</span>}</td>
                  <td className="mono">{documents.map((document) => document.number).join(", ") || "–"}</td>
                  <td>{reasons.length === 0 ? <span className="quiet">{en.person.this}</span> : reasons.join("; ")}</td>
                  <td>{journey.hits.length === 0 ? <span className="quiet">{en.flight.noHits}</span> : journey.hits.map((hit) => <span key={hit.id} className="hit-chip"><span className="hit-score">{score(hit.score)}</span> <HitStatus state={hit.state} />{hit.stale ? <> <StaleMark /></> : null}</span>)}</td>
                </tr>
              ))}
            </tbody>
          </TableRegion>
        </>
      )}
    </Query>
  );
}

const LOOK: Record<PersonStep["kind"], [Tone, IconName]> = { journey: ["plain", "right"], message: ["plain", "file"], hit: ["blue", "star"], decision: ["amber", "check"], look: ["plain", "eye"] };

function Known({ id }: { id: string }) {
  const query = useInfiniteQuery({
    queryKey: ["traveler-history", id], initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => api.get("/travelers/{id}/history", { id, signal, query: { limit: 50, cursor: pageParam } }),
    getNextPageParam: (page) => page.next ?? null,
  });
  const zone = useZone();
  const may = useMay();
  return (
    <>
      {may("journal:read") ? null : <p className="hint pad">{en.person.noLooks}</p>}
      <Query query={query} isEmpty={(data) => data.pages.every((page) => page.items.length === 0)} empty={<Empty title={en.person.nothing} />}>
        {(data) => (
          <TableRegion label={en.person.known}>
            <thead><tr><th scope="col">{en.journal.at}</th><th scope="col">{en.person.kind}</th><th scope="col">{en.person.what}</th><th scope="col">{en.journal.actor}</th><th scope="col">{en.query.why}</th></tr></thead>
            <tbody>
              {data.pages.flatMap((page) => page.items).map((step, i) => (
                <tr key={i}>
                  <td className="nowrap">{moment(step.at, zone, true)}</td>
                  <td><Status tone={LOOK[step.kind]?.[0] ?? "plain"} icon={LOOK[step.kind]?.[1] ?? "question"}>{word(en.person.kinds, step.kind)}</Status></td>
                  <td><Opens step={step} here={id} /></td>
                  <td>{step.by ?? <span className="quiet">–</span>}</td>
                  <td>{stepWhy(step) ?? <span className="quiet">–</span>}</td>
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

function Opens({ step, here }: { step: PersonStep; here: string }) {
  const may = useMay();
  const other = step.traveler_id === here ? null : <Link className="sub" to="/travelers/$id" params={{ id: step.traveler_id }}>{en.person.other}</Link>;
  const text = stepText(step);
  const body = step.kind === "journey" && may("flight:read") ? <Link to="/flights/$id" params={{ id: step.opens }}>{text}</Link>
    : step.kind === "message" && may("message:read") ? <Link to="/messages/$id" params={{ id: step.opens }}>{text}</Link>
    : (step.kind === "hit" || step.kind === "decision") && may("hit:read") ? <Link to="/hits/$id" params={{ id: step.opens }}>{text}</Link>
    : <span>{text}</span>;
  return <>{body}{other}</>;
}
