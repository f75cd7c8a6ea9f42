import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import type { Flight } from "../api/types";
import { clock, count, flightName, placeShort, portClock, zoneShort } from "../app/format";
import { Icon } from "../components/Icon";
import { ScoreBar, Status } from "../components/Status";
import { rowClick, TableRegion, useRows } from "../components/Table";
import { en } from "../i18n/en";
import { manifestLook, needsAttention } from "./attention";

const COUNTS = ["new", "in_review", "possible", "confirmed"] as const;

interface Props { flights: Flight[]; direction: "arrival" | "departure"; zone: string | undefined; now: number; flashing: Set<string>; stale: boolean }

export function BoardTable({ flights, direction, zone, now, flashing, stale }: Props) {
  const ref = useRows();
  // Between what has been and what is to come; only where the day has both.
  const next = flights.findIndex((flight) => flight.at?.utc && Date.parse(flight.at.utc) > now);
  return (
    <TableRegion label={en.board.table} rowsRef={ref}>
      <caption className="visually-hidden">{direction === "arrival" ? en.board.arrivals : en.board.departures}{stale ? ` (${en.board.manifestState["stale"]})` : ""}</caption>
      <thead>
        <tr>
          <th scope="col">{en.board.time}</th>
          <th scope="col">{en.board.flight}</th>
          <th scope="col">{direction === "arrival" ? en.board.from : en.board.to}</th>
          <th scope="col">{en.board.manifest}</th>
          <th scope="col" className="num narrow">{en.board.passengers}</th>
          <th scope="col" className="num narrow">{en.board.crewHead}</th>
          <th scope="col" className="num narrow">{en.board.droppedHead}</th>
          {COUNTS.map((state) => <th key={state} scope="col" className="num narrow">{en.board.state[state]}</th>)}
          <th scope="col">{en.board.top}</th>
        </tr>
      </thead>
      <tbody>
        {flights.map((flight, i) => (
          <Fragment key={flight.id}>
            {i === next && i > 0 ? <tr className="now-line"><td colSpan={12}>{en.board.now(clock(now, zone, false))}</td></tr> : null}
            <Row flight={flight} direction={direction} zone={zone} flash={flashing.has(flight.id)} />
          </Fragment>
        ))}
      </tbody>
    </TableRegion>
  );
}

function Row({ flight, direction, zone, flash }: { flight: Flight; direction: "arrival" | "departure"; zone: string | undefined; flash: boolean }) {
  const place = direction === "arrival" ? flight.from : flight.to;
  const off = flight.cancelled || flight.manifest.state === "cancelled";
  const foreign = flight.at?.zone && zone && flight.at.zone !== zone;
  return (
    <tr data-row className={[flash ? "flash" : "", off ? "is-off" : "", needsAttention(flight) ? "wants" : ""].join(" ")} onClick={rowClick}>
      <td className="time">
        {flight.at ? <><time dateTime={flight.at.utc ?? flight.at.local}>{portClock(flight.at)}</time>{foreign ? <span className="quiet"> {zoneShort(flight.at.zone)}</span> : null}</> : <span className="quiet">{en.board.noTime}</span>}
      </td>
      <th scope="row"><Link to="/flights/$id" params={{ id: flight.id }} data-rowlink>{flightName(flight)}</Link></th>
      <td><span className="place" title={place?.name ?? undefined}><span className="place-code">{place?.code ?? "–"}</span> <span className="quiet">{placeShort(place)}</span></span></td>
      <td><ManifestCell flight={flight} zone={zone} /></td>
      {([flight.people.passengers, flight.people.crew, flight.people.dropped] as const).map((people, i) => (
        <td key={i} className="num narrow">{people > 0 ? <span className={i === 0 ? "" : "quiet"}>{count(people)}</span> : <span className="quiet">–</span>}</td>
      ))}
      {COUNTS.map((state) => (
        <td key={state} className="num narrow">
          {flight.hits[state] > 0 ? <span className={`pill pill-${state}`}>{flight.hits[state]}</span> : <span className="quiet">–</span>}
        </td>
      ))}
      <td><ScoreBar value={flight.hits.top_score} /></td>
    </tr>
  );
}

function ManifestCell({ flight, zone }: { flight: Flight; zone: string | undefined }) {
  const look = manifestLook(flight);
  const { passengers_at: passengers, crew_at: crew, refused } = flight.manifest;
  const when = [passengers ? en.board.passengersAt(clock(passengers, zone, false)) : "", crew ? en.board.crewAt(clock(crew, zone, false)) : ""].filter(Boolean).join(", ");
  return (
    <span className="manifest">
      <Status tone={look.tone} icon={look.icon} title={look.help}>{look.word}</Status>
      {when ? <span className="quiet sub nowrap">{when}</span> : null}
      {refused > 0 ? <span className="sub refused"><Icon name="cross" size={12} /> {en.board.messagesRefused(refused)}</span> : null}
    </span>
  );
}
