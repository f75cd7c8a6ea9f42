import type { HitDetail } from "../api/types";
import { useSession } from "../app/session";
import { Icon } from "../components/Icon";
import { Kbd } from "../components/Page";
import { en, word } from "../i18n/en";
import { isDecided, type useReview } from "./useReview";

interface Props { hit: HitDetail; review: ReturnType<typeof useReview>; decides: boolean }

/** Everything that can be done with a hit, each with its key. */
export function DecisionBar({ hit, review, decides }: Props) {
  const me = useSession().account.id;
  const decided = isDecided(hit);
  const { lastDecision } = review;
  const here = lastDecision?.id === hit.id && decided;
  return (
    <section className="decision-bar" aria-label={en.hit.bar}>
      <div className="decision-said">
        {lastDecision && (here || !decided) ? (
          <p className="decided"><Icon name="check" size={14} /> {here ? en.hit.decided(word(en.hitState, lastDecision.state), word(en.reasons, lastDecision.reason)) : en.hit.lastDecision(lastDecision.name, word(en.hitState, lastDecision.state))}</p>
        ) : <p className="lead">{decides ? en.lead : en.hit.noPermission}</p>}
      </div>
      <div className="decision-buttons">
        {decides ? (
          <>
            {hit.state === "new" || (hit.state === "in_review" && hit.reviewer?.id !== me)
              ? <button type="button" className="button" disabled={review.busy} onClick={review.claim}>{en.hit.claim} <Kbd>i</Kbd></button> : null}
            {lastDecision || decided
              ? <button type="button" className="button" disabled={review.busy} onClick={review.reopen}>{decided && !here ? en.hit.reopen : en.hit.undo} <Kbd>u</Kbd></button> : null}
            <button type="button" className="button" disabled={review.busy} onClick={() => review.ask("not_a_match")}><Icon name="cross" size={14} /> {en.hit.clear} <Kbd>x</Kbd></button>
            <button type="button" className="button" disabled={review.busy} onClick={() => review.ask("possible")}><Icon name="question" size={14} /> {en.hit.possible} <Kbd>p</Kbd></button>
            <button type="button" className="button" disabled={review.busy} onClick={() => review.ask("confirmed")}><Icon name="alert" size={14} /> {en.hit.confirm} <Kbd>c</Kbd></button>
          </>
        ) : null}
        <button type="button" className="button primary" onClick={review.next}>{en.hit.next} <Kbd>n</Kbd></button>
      </div>
    </section>
  );
}
