import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { HitSummary, Traveler } from "../api/types";
import { personName, score } from "../app/format";
import { FilterBox } from "../components/Controls";
import { Empty } from "../components/States";
import { HitStatus, ScoreBar, Status } from "../components/Status";
import { rowClick, TableRegion, useRows, useFlash } from "../components/Table";
import { en, word } from "../i18n/en";
import { applyingFirst } from "../screening/gravest";
import { HitCategory } from "../screening/HitCategory";
import { StaleMark } from "../screening/Stale";

interface Props { people: Traveler[]; hits: Map<string, HitSummary[]>; complete: boolean }

const signature = (person: Traveler) => JSON.stringify([person.state, person.hits, person.surname, person.given, person.birth, person.documents, person.seat]);

export function PeopleTable({ people, hits, complete }: Props) {
  const [filter, setFilter] = useState("");
  const ref = useRows();
  const flashing = useFlash(people, (person) => person.id, signature, "people");
  const shown = useMemo(() => {
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
    return people.filter((person) => {
      const text = [personName(person), person.birth, person.nationality, person.seat, person.locator, ...person.documents.map((d) => d.number)].join(" ").toLowerCase();
      return words.every((part) => text.includes(part));
    });
  }, [people, filter]);
  if (people.length === 0) return <Empty title={en.flight.noPeople}>{en.flight.noPeopleDo}</Empty>;
  return (
    <>
      <div className="toolbar inner">
        <FilterBox label={en.flight.filter} hint={en.flight.filterHint} value={filter} onChange={setFilter} />
        <span className="quiet" role="status">{en.flight.showing(shown.length, people.length)}</span>
      </div>
      <TableRegion label={en.flight.peopleTable} rowsRef={ref}>
        <thead>
          <tr>
            <th scope="col">{en.flight.name}</th><th scope="col">{en.flight.hit}</th><th scope="col">{en.flight.birth}</th>
            <th scope="col">{en.flight.nationality}</th><th scope="col">{en.flight.document}</th><th scope="col">{en.flight.role}</th>
            <th scope="col">{en.flight.seat}</th><th scope="col">{en.flight.route}</th><th scope="col">{en.flight.state}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((person) => <Row key={person.id} person={person} hits={hits.get(person.id) ?? []} flash={flashing.has(person.id)} />)}
        </tbody>
      </TableRegion>
      {complete ? null : <p className="hint pad">{en.flight.incomplete}</p>}
    </>
  );
}

function Row({ person, hits, flash }: { person: Traveler; hits: HitSummary[]; flash: boolean }) {
  const name = personName(person);
  const dropped = person.state === "dropped";
  const ordered = applyingFirst(hits);
  // The open hit with the highest score is what the row is about.
  const first = ordered.find((hit) => !hit.stale && (hit.state === "new" || hit.state === "in_review")) ?? ordered[0];
  const document = person.documents[0];
  return (
    <tr data-row className={[flash ? "flash" : "", dropped ? "is-off" : "", person.hits.open > 0 ? "wants" : ""].join(" ")} onClick={rowClick}>
      <th scope="row" className={dropped ? "struck" : ""}>
        {first
          ? <Link to="/hits/$id" params={{ id: first.id }} data-rowlink>{name}</Link>
          : <Link to="/travelers/$id" params={{ id: person.id }} data-rowlink>{name}</Link>}
        {person.name_pending && name !== en.flight.namePending ? <span className="quiet sub">{en.flight.namePending}</span> : null}
      </th>
      <td><Hits hits={ordered} person={person} /></td>
      <td className="nowrap">{person.birth ?? <span className="quiet">–</span>}{person.gender ? <span className="quiet"> {person.gender}</span> : null}</td>
      <td>{person.nationality ?? <span className="quiet">–</span>}</td>
      <td className="nowrap">{document ? <><span className="mono">{document.number}</span> <span className="quiet">{[document.kind ?? document.stated, document.issuer].filter(Boolean).join(" ")}</span>{person.documents.length > 1 ? <span className="quiet"> +{person.documents.length - 1}</span> : null}</> : <span className="quiet">–</span>}</td>
      <td>{word(en.roles, person.role)}{person.transit ? <span className="quiet sub">{en.flight.transit}</span> : null}</td>
      <td>{person.seat ?? <span className="quiet">–</span>}</td>
      <td className="nowrap quiet">{[person.embark, person.debark].filter(Boolean).join(" → ") || "–"}</td>
      <td>{dropped ? <Status tone="plain" icon="minus">{en.travelerState["dropped"]}</Status> : <span className="quiet">{word(en.travelerState, person.state)}</span>}</td>
    </tr>
  );
}

function Hits({ hits, person }: { hits: HitSummary[]; person: Traveler }) {
  if (hits.length === 0) return person.hits.top_score != null ? <ScoreBar value={person.hits.top_score} /> : <span className="quiet">{en.flight.noHits}</span>;
  return (
    <ul className="hit-list">
      {hits.slice(0, 3).map((hit) => (
        <li key={hit.id}>
          <Link to="/hits/$id" params={{ id: hit.id }} className="hit-chip">
            <span className="hit-score">{score(hit.score)}</span> <HitStatus state={hit.state} /> <span className="quiet">{hit.entry.name}</span> {hit.stale ? <StaleMark hit={hit} /> : <HitCategory hit={hit} />}
          </Link>
        </li>
      ))}
      {hits.length > 3 ? <li className="quiet">+{hits.length - 3}</li> : null}
    </ul>
  );
}
