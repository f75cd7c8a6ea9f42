// What was found, beside the chosen candidate; and what stands there before.
import type { SubjectAnswer } from "../api/types";
import { Kbd } from "../components/Page";
import { Empty, Notice } from "../components/States";
import { en } from "../i18n/en";
import { Detail } from "./Detail";
import { useLasting } from "./queries";
import { Results } from "./Results";

/** `other`: the answer is to what was typed before. `old`: a newer one could not be had. */
interface Props { answer: SubjectAnswer; other: boolean; old: boolean; at: number; onChoose: (at: number) => void; onOpen: () => void }

export function Answer({ answer, other, old, at, onChoose, onOpen }: Props) {
  const late = useLasting(other);
  const chosen = answer.candidates[at];
  const look = other || old ? "is-old" : "";
  if (!answer.asked) return <p className="hint query-more">{en.query.more}</p>;
  const whole = answer.sources.every((source) => source.state === "current" || source.state === "behind");
  return (
    <>
      <div role="status">{late ? <Notice tone="amber"><p>{en.query.old}</p></Notice> : null}</div>
      {chosen ? (
        <div className={`query-grid ${look}`} inert={other}>
          <Results candidates={answer.candidates} at={at} onChoose={onChoose} onOpen={onOpen} />
          <Detail key={chosen.id} candidate={chosen} />
        </div>
      ) : <div className={look}><Empty title={en.query.nobody}>{whole ? en.query.nobodyDo : en.query.nobodyPartly}</Empty></div>}
    </>
  );
}

export function Start({ looking }: { looking: boolean }) {
  if (looking) return <p className="hint query-more">{en.query.working}</p>;
  return (
    <div className="query-start">
      <p>{en.query.help}</p>
      <dl>
        {en.query.examples.map(([typed, what]) => <div key={typed}><dt className="mono">{typed}</dt><dd>{what}</dd></div>)}
      </dl>
      <p className="quiet"><Kbd>↓</Kbd> <Kbd>↑</Kbd> {en.help.what.choose} · <Kbd>PgDn</Kbd> <Kbd>PgUp</Kbd> {en.help.what.card} · <Kbd>Enter</Kbd> {en.help.what.openChosen} · <Kbd>Esc</Kbd> {en.help.what.clearBox}</p>
      <p className="lead">{en.lead}</p>
    </div>
  );
}
