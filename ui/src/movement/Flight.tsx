import { Link, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Flight, HitSummary } from "../api/types";
import { count, flightName, moment, placeName, portMoment } from "../app/format";
import { useMay } from "../app/session";
import { useZone } from "../app/status";
import { Icon } from "../components/Icon";
import { Facts, Page, Panel } from "../components/Page";
import { Query } from "../components/States";
import { Status } from "../components/Status";
import { en } from "../i18n/en";
import { manifestLook, openHits } from "./attention";
import { MessageTable } from "./MessageTable";
import { PeopleTable } from "./PeopleTable";
import { useFlight, useFlightHits, useMessages, useTravelers } from "./queries";

export function FlightScreen() {
  const { id } = useParams({ from: "/flights/$id" });
  const may = useMay();
  const flight = useFlight(id);
  const travelers = useTravelers(id);
  const hits = useFlightHits(id, may("hit:list"));
  const byTraveler = useMemo(() => {
    const map = new Map<string, HitSummary[]>();
    for (const hit of hits.data?.items ?? []) map.set(hit.traveler.id, [...(map.get(hit.traveler.id) ?? []), hit]);
    for (const list of map.values()) list.sort((a, b) => b.score - a.score);
    return map;
  }, [hits.data]);

  const data = flight.data;
  const title = data ? en.flight.title(flightName(data)) : en.board.flight;
  return (
    <Page
      title={title}
      before={<Link to="/" search={data?.direction === "departure" ? { show: "departures" } : {}} className="back-link"><Icon name="left" size={14} /> {en.nav.board}</Link>}
      heading={data ? <>{flightName(data)} <span className="h1-sub">{placeName(data.from)} → {placeName(data.to)}</span></> : en.board.flight}
    >
      <Query query={flight}>{(found) => <Header flight={found} />}</Query>
      <Panel id="people-head" title={en.flight.people}>
        <Query query={travelers}>{(found) => <PeopleTable people={found.items} hits={byTraveler} complete={found.complete} />}</Query>
      </Panel>
      {may("message:list") ? <Messages flight={id} /> : null}
    </Page>
  );
}

function Header({ flight }: { flight: Flight }) {
  const zone = useZone();
  const look = manifestLook(flight);
  const { people, manifest, hits } = flight;
  const updated = manifest.passengers_at ?? manifest.last_message_at;
  return (
    <div className="panel flight-facts">
      <Facts items={[
        [en.flight.departs, portMoment(flight.departure)],
        [en.flight.arrives, portMoment(flight.arrival)],
        [en.flight.manifest, <><Status tone={look.tone} icon={look.icon}>{look.word}</Status>{look.help ? <span className="quiet sub">{look.help}</span> : updated ? <span className="quiet sub">{moment(updated, zone)}</span> : null}</>],
        [en.flight.people, <><span className="big">{count(people.passengers)}</span><span className="quiet sub">{[people.crew ? en.board.crew(people.crew) : "", people.dropped ? en.board.dropped(people.dropped) : ""].filter(Boolean).join(", ")}</span></>],
        [en.flight.hits, <><span className="big">{openHits(flight)}</span><span className="quiet sub">{en.board.summary.open}{hits.confirmed ? `, ${hits.confirmed} ${en.board.summary.confirmed}` : ""}{hits.not_a_match ? `, ${hits.not_a_match} ${en.flight.cleared}` : ""}</span></>],
        [en.flight.messages, <><span className="big">{count(manifest.messages)}</span><span className="quiet sub">{[en.flight.warnings(manifest.warnings), manifest.refused ? en.board.messagesRefused(manifest.refused) : ""].filter(Boolean).join(", ")}</span></>],
      ]} />
    </div>
  );
}

function Messages({ flight }: { flight: string }) {
  const query = useMessages({ flight });
  return (
    <Panel id="messages-head" title={en.flight.messages}>
      <Query query={query} isEmpty={(data) => data.pages.every((page) => page.items.length === 0)} empty={<p className="hint pad">{en.flight.noMessages}</p>}>
        {(data) => <MessageTable messages={data.pages.flatMap((page) => page.items)} label={en.flight.messages} walk={false} />}
      </Query>
    </Panel>
  );
}
