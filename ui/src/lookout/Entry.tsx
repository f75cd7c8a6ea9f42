import { Link, useParams } from "@tanstack/react-router";
import { Icon } from "../components/Icon";
import { Facts, Page, Panel } from "../components/Page";
import { Query } from "../components/States";
import { Status } from "../components/Status";
import { TableRegion } from "../components/Table";
import { en, word } from "../i18n/en";
import { HandPanel } from "./ByHand";
import { useEntry } from "./queries";

export function EntryScreen() {
  const { id } = useParams({ from: "/entries/$id" });
  const query = useEntry(id);
  const title = query.data?.name ?? en.entry.title;
  return (
    <Page title={title} heading={<bdi>{title}</bdi>} before={query.data ? <Link to="/lists/$id" params={{ id: query.data.list_id }} className="back-link"><Icon name="left" size={14} /> {query.data.list}</Link> : null}>
      <Query query={query}>
        {(entry) => (
          <>
            <div className="panel">
              <Facts items={[
                [en.lists.identifier, <span key="id" className="mono">{entry.external_id}</span>],
                [en.lists.state, entry.state === "removed" ? <Status tone="amber" icon="minus">{en.lists.removed}</Status> : <Status tone="green" icon="check">{en.lists.active}</Status>],
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
              <Facts items={[
                [en.entry.first, entry.first_import ? <Link to="/imports/$id" params={{ id: entry.first_import }}>{en.lists.importTitle}</Link> : null],
                [en.entry.last, entry.last_import ? <Link to="/imports/$id" params={{ id: entry.last_import }}>{en.lists.importTitle}</Link> : null],
              ]} />
            </Panel>
          </>
        )}
      </Query>
    </Page>
  );
}
