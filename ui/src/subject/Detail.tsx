// The chosen candidate in full, and why it fits.
import { Link } from "@tanstack/react-router";
import type { Candidate } from "../api/types";
import { flightName, placeCode, score } from "../app/format";
import { useMay } from "../app/session";
import { Facts, Kbd } from "../components/Page";
import { HitStatus } from "../components/Status";
import { en, word } from "../i18n/en";
import { Category } from "../lookout/ByHand";
import { standsFor, urgent } from "../screening/gravest";
import { PartList } from "../screening/Parts";

const CARD = "query-card";

/** Scrolls to what of the card does not fit: the page until the card is in sight, then the card itself. */
export function pageCard(way: 1 | -1): void {
  const card = document.getElementById(CARD);
  if (!card) return;
  const below = card.getBoundingClientRect().bottom - window.innerHeight;
  if (way > 0 && below > 0) window.scrollBy(0, Math.min(below + 8, window.innerHeight * 0.8));
  else if (way > 0 || card.scrollTop > 0) card.scrollBy(0, way * card.clientHeight * 0.8);
  else window.scrollBy(0, -window.innerHeight * 0.8);
}

export function Detail({ candidate }: { candidate: Candidate }) {
  const may = useMay();
  const { journey, listing } = candidate;
  const hit = standsFor(journey?.hits);
  return (
    <section className="panel query-detail" id={CARD} aria-labelledby="query-detail-head" tabIndex={0}>
      <div className="panel-head"><h2 id="query-detail-head"><bdi>{candidate.name}</bdi></h2>{candidate.score == null ? null : <strong className="query-big">{score(candidate.score)}</strong>}</div>
      {listing?.category ? <p className="pad"><Category code={listing.category} grave={listing.grave} /></p> : null}
      <h3 className="pad">{en.query.whyFits}</h3>
      {candidate.parts.length === 0 ? <p className="hint pad">{en.query.noWhy}</p> : <div className="parts"><PartList parts={candidate.parts} /><p className="lead">{en.lead}</p></div>}
      {listing?.remarks ? <p className="pad prose"><strong>{en.hit.remarks}:</strong> {listing.remarks}</p> : null}
      <div className="button-row pad">
        {hit && may("hit:read") ? <Link className="button primary" to="/hits/$id" params={{ id: hit.id }}>{en.query.open["hit"]} <Kbd>Enter</Kbd></Link> : null}
        {journey && may("traveler:read") ? <Link className={hit ? "button" : "button primary"} to="/travelers/$id" params={{ id: candidate.id }}>{en.query.open["traveler"]} {hit ? null : <Kbd>Enter</Kbd>}</Link> : null}
        {listing && may("entry:read") ? <Link className="button primary" to="/entries/$id" params={{ id: candidate.id }}>{en.query.open["entry"]} <Kbd>Enter</Kbd></Link> : null}
        {listing && !may("entry:read") ? <p className="hint">{en.query.noEntry}</p> : null}
      </div>
      <Facts items={[
        ...(listing ? [[en.query.list, `${listing.list} ${listing.external_id}`], [en.fields["schema"]!, listing.schema]] as [string, React.ReactNode][] : []),
        ...(journey ? [[en.query.flight, <span key="f">{flightName(journey)} {placeCode(journey.from)} → {placeCode(journey.to)} {journey.at ? journey.at.replace("T", " ").slice(0, 16) : ""}</span>], [en.flight.role, word(en.roles, journey.role)]] as [string, React.ReactNode][] : []),
        [listing ? en.fields["births"]! : en.fields["birth"]!, candidate.births.join(", ") || null],
        [en.fields["gender"]!, candidate.gender],
        [listing ? en.fields["nationalities"]! : en.fields["nationality"]!, candidate.nationalities.join(", ") || null],
        [en.fields["documents"]!, candidate.documents.length === 0 ? null : <ul key="d">{candidate.documents.map((document) => <li key={document.number}><span className="mono">{document.number}</span> <span className="quiet">{[word({}, document.kind), document.issuer].filter(Boolean).join(" ")}</span></li>)}</ul>],
      ]} />
      {journey && journey.hits.length > 0 ? (
        <ul className="query-hits">{journey.hits.map((one) => <li key={one.id}>{may("hit:read") ? <Link to="/hits/$id" params={{ id: one.id }}>{score(one.score)}</Link> : score(one.score)} <HitStatus state={one.state} />{one.category ? <> <Category code={one.category} grave={urgent(one)} /></> : null}</li>)}</ul>
      ) : null}
      {candidate.names.length > 1 ? (
        <details className="pad"><summary>{en.hit.allNames} ({candidate.names.length})</summary><ul>{candidate.names.map((name) => <li key={name.kind + name.value}><bdi>{name.value}</bdi> <span className="quiet">{word(en.entry.kinds, name.kind)}</span></li>)}</ul></details>
      ) : null}
    </section>
  );
}
