import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { flightName, personName, stamp } from "../app/format";
import { useMay } from "../app/session";
import { useZone } from "../app/status";
import { Icon } from "../components/Icon";
import { Facts, Page, Panel } from "../components/Page";
import { Query } from "../components/States";
import { Status } from "../components/Status";
import { TableRegion } from "../components/Table";
import { en, word } from "../i18n/en";
import { PersonPanels } from "../subject/Person";
import { useFlight, useTraveler } from "./queries";
import { SourceView } from "./SourceView";

function FlightLink({ id }: { id: string }) {
  const { data } = useFlight(id);
  return <Link to="/flights/$id" params={{ id }} className="back-link"><Icon name="left" size={14} /> {data ? en.flight.title(flightName(data)) : en.board.flight}</Link>;
}

export function TravelerScreen() {
  const { id } = useParams({ from: "/travelers/$id" });
  const query = useTraveler(id);
  const zone = useZone();
  const may = useMay();
  const [active, setActive] = useState<string | null>(null);
  const title = query.data ? personName(query.data) : en.traveler.title;
  return (
    <Page
      title={title}
      before={query.data && may("flight:read") ? <FlightLink id={query.data.flight_id} /> : null}
    >
      <Query query={query}>
        {(person) => (
          <>
            <Panel id="facts-head" title={en.traveler.facts}>
              <Facts items={[
                [en.flight.state, <Status tone={person.state === "dropped" ? "amber" : "plain"} icon={person.state === "dropped" ? "minus" : "check"}>{word(en.travelerState, person.state)}</Status>],
                [en.flight.role, word(en.roles, person.role)],
                [en.fields["birth"]!, person.birth], [en.fields["gender"]!, person.gender], [en.fields["nationality"]!, person.nationality],
                [en.fields["residence"]!, person.residence], [en.fields["locator"]!, person.locator], [en.fields["seat"]!, person.seat],
                [en.flight.route, [person.embark, person.debark].filter(Boolean).join(" → ") || null],
                [en.traveler.changed, person.changed_at ? stamp(person.changed_at, zone) : null],
              ]} />
            </Panel>
            <Panel id="documents-head" title={en.traveler.documents}>
              {person.documents.length === 0 ? <p className="hint pad">{en.traveler.noDocuments}</p> : (
                <TableRegion snug label={en.traveler.documents}>
                  <thead><tr><th scope="col">{en.traveler.kind}</th><th scope="col">{en.traveler.number}</th><th scope="col">{en.traveler.issuer}</th><th scope="col">{en.traveler.expiry}</th></tr></thead>
                  <tbody>
                    {person.documents.map((document) => (
                      <tr key={document.number}><td>{document.kind ?? document.stated ?? "–"}</td><th scope="row" className="mono">{document.number}</th><td>{document.issuer ?? "–"}</td><td>{document.expiry ?? "–"}</td></tr>
                    ))}
                  </tbody>
                </TableRegion>
              )}
            </Panel>
            {person.message_id && may("message:read") ? (
              <SourceView title={en.traveler.source} messageId={person.message_id} span={person.span} sources={person.sources ?? []} active={active} onActive={setActive} />
            ) : null}
            {may("traveler:history") ? <PersonPanels id={id} /> : null}
          </>
        )}
      </Query>
    </Page>
  );
}
