import { Link, useParams } from "@tanstack/react-router";
import type { Entry } from "../api/types";
import { useZone } from "../app/status";
import { Icon } from "../components/Icon";
import { Facts, Page, Panel } from "../components/Page";
import { Query } from "../components/States";
import { Status } from "../components/Status";
import { TableRegion } from "../components/Table";
import { en, word } from "../i18n/en";
import { Category, HandPanel } from "./ByHand";
import { Provenance } from "./Provenance";
import { useEntry } from "./queries";
import { stateOf } from "./state";
import { Waiting } from "./Waiting";

/** What an officer does is read before anything else; where the entry does not count, so is that. */
function Heading({ entry }: { entry: Entry }) {
  const { hand } = entry;
  return (
    <>
      <bdi>{entry.name}</bdi>
      {hand?.grave ? <span className="h1-category"><span className="visually-hidden">, </span><Category code={hand.category} grave={entry.state === "active"} />{entry.state === "active" ? null : <State entry={entry} />}</span> : null}
    </>
  );
}

export function State({ entry }: { entry: Entry }) {
  const { tone, icon, text } = stateOf(entry, useZone());
  return <Status tone={tone} icon={icon}>{text}</Status>;
}

export function EntryScreen() {
  const { id } = useParams({ from: "/entries/$id" });
  const query = useEntry(id);
  const title = query.data?.name ?? en.entry.title;
  return (
    <Page title={title} heading={query.data ? <Heading entry={query.data} /> : undefined} before={query.data ? <Link to="/lists/$id" params={{ id: query.data.list_id }} className="back-link"><Icon name="left" size={14} /> {query.data.list}</Link> : null}>
      <Query query={query}>
        {(entry) => (
          <>
            {entry.hand ? <Waiting id={entry.id} /> : null}
            <div className="panel">
              <Facts items={[
                [en.lists.identifier, <span key="id" className="mono">{entry.external_id}</span>],
                [en.lists.state, <State key="state" entry={entry} />],
                [en.fields["schema"]!, entry.schema], [en.fields["gender"]!, entry.gender],
                [en.fields["births"]!, entry.births.join(", ") || null], [en.fields["nationalities"]!, entry.nationalities.join(", ") || null],
                [en.lists.version, entry.version],
              ]} />
            </div>
            <HandPanel entry={entry} />
            <Panel id="names-head" title={en.entry.names}>
              <TableRegion snug label={en.entry.names}>
                <tbody>{entry.names.map((name) => <tr key={name.kind + name.value}><th scope="row"><bdi>{name.value}</bdi></th><td className="quiet">{word(en.entry.kinds, name.kind)}</td></tr>)}</tbody>
              </TableRegion>
            </Panel>
            <Panel id="documents-head" title={en.entry.documents}>
              {entry.documents.length === 0 ? <p className="hint pad">{en.entry.none}</p> : (
                <TableRegion snug label={en.entry.documents}>
                  <tbody>{entry.documents.map((document) => <tr key={document.number}><th scope="row" className="mono">{document.number}</th><td>{document.kind ?? "–"}</td><td>{document.issuer ?? "–"}</td></tr>)}</tbody>
                </TableRegion>
              )}
            </Panel>
            {entry.remarks ? <Panel id="remarks-head" title={en.hit.remarks}><p className="pad prose">{entry.remarks}</p></Panel> : null}
            <Panel id="provenance-head" title={en.entry.provenance}>
              <Provenance entry={entry} />
            </Panel>
          </>
        )}
      </Query>
    </Page>
  );
}
