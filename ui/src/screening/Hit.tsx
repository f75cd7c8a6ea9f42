import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { HitDetail } from "../api/types";
import { flightName, personName, placeCode, portMoment, score } from "../app/format";
import { useKeys } from "../app/keys";
import { useMay, useSession } from "../app/session";
import { Icon } from "../components/Icon";
import { Page, Panel } from "../components/Page";
import { Failed, Notice, Query } from "../components/States";
import { HitStatus } from "../components/Status";
import { en } from "../i18n/en";
import { keyOfField, SourceView } from "../movement/SourceView";
import { Comparison, EntryNames } from "./Comparison";
import { DecisionBar } from "./DecisionBar";
import { History } from "./History";
import { HitCategory } from "./HitCategory";
import { Parts } from "./Parts";
import { useHit, useSource } from "./queries";
import { ReasonDialog } from "./ReasonDialog";
import { Stale } from "./Stale";
import { useReview } from "./useReview";

export function HitScreen() {
  const { id } = useParams({ from: "/hits/$id" });
  const query = useHit(id);
  const navigate = useNavigate();
  const may = useMay();
  const hit = query.data;
  const review = useReview(hit);
  const decides = may("hit:decide") && hit !== undefined;

  useKeys({
    p: () => { if (decides) review.ask("possible"); },
    c: () => { if (decides) review.ask("confirmed"); },
    x: () => { if (decides) review.ask("not_a_match"); },
    i: () => { if (decides) review.claim(); },
    u: () => { if (decides) review.reopen(); },
    n: review.next,
    b: () => void navigate({ to: "/hits" }),
  });

  const title = hit ? en.hit.title(personName(hit.traveler), hit.entry.name) : en.hits.title;
  return (
    <Page
      className="hit" title={title}
      before={<Link to="/hits" className="back-link"><Icon name="left" size={14} /> {en.hit.back}</Link>}
      heading={hit ? <>{personName(hit.traveler)} <span className="versus" aria-hidden="true">⇄</span><span className="visually-hidden">, </span> <span className="h1-entry">{hit.entry.name}</span>{hit.entry.category ? <span className="h1-category"><span className="visually-hidden">, </span><HitCategory hit={hit} /></span> : null}</> : en.hits.title}
      actions={hit ? <HeadFacts hit={hit} /> : null}
    >
      <Query query={query}>
        {(found) => (
          <>
            {review.conflict ? <div role="alert"><Notice tone="amber" title={en.hit.conflictTitle}><p>{en.hit.conflict(review.conflict.by, review.conflict.state)}</p></Notice></div> : null}
            {review.claimError ? <Failed focused error={review.claimError} /> : null}
            {!review.asking && review.error ? <Failed focused error={review.error} /> : null}
            {found.stale ? <Stale hit={found} /> : null}
            {found.carried ? <Notice><p>{en.hit.carried}</p></Notice> : null}
            <Body hit={found} />
            <DecisionBar hit={found} review={review} decides={decides} />
            {review.asking ? <ReasonDialog key={review.asking} state={review.asking} busy={review.busy} error={review.error} onDecide={review.submit} onClose={review.cancel} /> : null}
          </>
        )}
      </Query>
    </Page>
  );
}

function HeadFacts({ hit }: { hit: HitDetail }) {
  const me = useSession().account.id;
  const may = useMay();
  return (
    <div className="hit-head">
      <span className="hit-flight"><Link to="/flights/$id" params={{ id: hit.flight.id }}>{flightName(hit.flight)}</Link> <span className="quiet">{placeCode(hit.flight.from)} → {placeCode(hit.flight.to)}{hit.flight.at ? `, ${portMoment(hit.flight.at)}` : ""}</span></span>
      {may("traveler:read") ? <Link to="/travelers/$id" params={{ id: hit.traveler.id }}>{may("traveler:history") ? en.hit.openPerson : en.hit.openTraveler}</Link> : null}
      <span className="quiet">{hit.reviewer ? en.hit.reviewer(hit.reviewer.id === me ? en.hit.you : hit.reviewer.name) : en.hit.noReviewer}</span>
      <HitStatus state={hit.state} />
      <span className="hit-score-big"><span className="visually-hidden">{en.hit.score} </span>{score(hit.score)}</span>
    </div>
  );
}

function Body({ hit }: { hit: HitDetail }) {
  const may = useMay();
  const [active, setActive] = useState<string | null>(null);
  useEffect(() => setActive(null), [hit.id]);
  const source = useSource(hit);
  const sources = source?.sources ?? [];
  return (
    <div className="hit-grid">
      <div>
        <Panel id="comparison-head" title={en.hit.comparison} actions={may("entry:read") ? <Link to="/entries/$id" params={{ id: hit.entry.id }}>{en.hit.entryOnList(hit.entry.list, hit.entry.external_id)}</Link> : <span className="quiet">{en.hit.entryOnList(hit.entry.list, hit.entry.external_id)}</span>}>
          <Comparison hit={hit} active={active} keyOf={(field) => keyOfField(sources, field)} onActive={setActive} />
          <EntryNames hit={hit} />
        </Panel>
        {!may("message:read") ? null : source
          ? <SourceView key={hit.id} title={en.hit.source} messageId={source.message_id} span={source.span} sources={sources} active={active} onActive={setActive} />
          : <Panel id="source-head" title={en.hit.source}><p className="hint pad">{en.hit.noSource}</p></Panel>}
      </div>
      <div>
        <Panel id="parts-head" title={en.hit.parts}><Parts hit={hit} /></Panel>
        <Panel id="history-head" title={en.hit.history}><History hit={hit} /></Panel>
      </div>
    </div>
  );
}
