// The candidates, nearest first; those below the alert threshold apart.
import type { Candidate } from "../api/types";
import { civilDay, flightName, placeCode, score } from "../app/format";
import { Icon } from "../components/Icon";
import { HitStatus } from "../components/Status";
import { en, word } from "../i18n/en";
import { Category } from "../lookout/ByHand";
import { standsFor, urgent } from "../screening/gravest";

export const optionId = (at: number) => `candidate-${at}`;

/** The server gives at most so many of a kind. */
const MOST = 12;

/** Whether there may be more than came. */
function cut(candidates: Candidate[]): boolean {
  const kinds = candidates.map(({ kind, listing }) => (listing && listing.schema !== "Person" ? "thing" : kind));
  return kinds.some((kind) => kinds.filter((other) => other === kind).length >= MOST);
}

interface Props { candidates: Candidate[]; at: number; onChoose: (at: number) => void; onOpen: () => void }

export function Results({ candidates, at, onChoose, onOpen }: Props) {
  const groups = (["alert", "begins", "born", "near"] as const)
    .map((group) => ({ group, members: candidates.map((candidate, i) => ({ candidate, i })).filter(({ candidate }) => candidate.group === group) }))
    .filter(({ members }) => members.length > 0);
  return (
    <div>
      {cut(candidates) ? <p className="hint query-cut">{en.query.cut(MOST)}</p> : null}
      <div className="query-results" id="query-results" role="listbox" aria-label={en.query.results}>
        {groups.map(({ group, members }) => (
          <div key={group} role="group" aria-labelledby={`group-${group}`} className={`query-group ${group}`}>
            <p className="query-group-head" id={`group-${group}`}>{word(en.query.group, group)} <span className="quiet">{en.query.groupHint[group]}</span></p>
            {members.map(({ candidate, i }) => (
              <div key={candidate.kind + candidate.id} id={optionId(i)} role="option" aria-selected={i === at} className="query-option" onClick={() => onChoose(i)} onDoubleClick={onOpen}>
                <Row candidate={candidate} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function Row({ candidate }: { candidate: Candidate }) {
  const { journey, listing } = candidate;
  const hit = standsFor(journey?.hits);
  const told = listing ?? (hit && hit.state !== "not_a_match" ? { category: hit.category, grave: urgent(hit) } : undefined);
  const facts = [candidate.births.join(", "), candidate.gender, candidate.nationalities.join(", "), candidate.documents.slice(0, 2).map((d) => d.number).join(", ")].filter(Boolean).join(" · ");
  return (
    <>
      <span className={`query-kind ${candidate.kind}`}><Icon name={candidate.kind === "entry" ? "star" : "right"} size={14} /> {word(en.query.kind, candidate.kind)}</span>
      <span className="query-name"><bdi>{candidate.name}</bdi>{candidate.matched && candidate.matched !== candidate.name && listing ? <span className="quiet sub"><bdi>{candidate.matched}</bdi></span> : null}</span>
      <span className="query-score">{candidate.score == null ? <span className="quiet">–</span> : score(candidate.score)}</span>
      <span className="query-facts quiet">{facts || en.unknown}</span>
      <span className="query-where">
        {listing ? <span className="quiet">{listing.list} {listing.external_id}</span> : null}
        {told?.category ? <Category code={told.category} grave={told.grave} /> : null}
        {journey ? <span className="quiet">{flightName(journey)} {placeCode(journey.from)} → {placeCode(journey.to)}{journey.at ? ` ${civilDay(journey.at.slice(0, 10))} ${journey.at.slice(11, 16)}` : ""}{journey.listed ? "" : ` · ${en.query.dropped}`}</span> : null}
        {hit ? <HitStatus state={hit.state} /> : null}
      </span>
    </>
  );
}
