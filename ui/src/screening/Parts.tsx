import type { Agreement, HitDetail } from "../api/types";
import { score } from "../app/format";
import { Icon } from "../components/Icon";
import { en, fieldWord, word } from "../i18n/en";
import { AGREEMENT_ICON } from "./Comparison";

export function Parts({ hit }: { hit: HitDetail }) {
  return (
    <div className="parts">
      <p className="parts-score"><strong>{score(hit.score)}</strong> <span className="quiet">{en.hit.of}</span></p>
      <p className="hint">{en.hit.evidence}</p>
      <PartList parts={hit.parts} />
      <p className="lead">{en.lead}</p>
    </div>
  );
}

/** Each part in words, with a bar as long as its evidence (natural log-odds)
 *  among the parts. */
export function PartList({ parts }: { parts: { feature: string; text: string; agreement: Agreement; weight: number }[] }) {
  const most = Math.max(...parts.map((part) => Math.abs(part.weight)), 0.01);
  return (
    <ul>
      {parts.map((part) => (
        <li key={part.feature + part.text}>
          <span className={`agreement ${part.agreement}`}><Icon name={AGREEMENT_ICON[part.agreement] ?? "question"} size={14} /><span className="visually-hidden">{word(en.agreement, part.agreement)}: </span></span>
          <span className="part-text">{part.text}</span>
          <span className="part-feature quiet">{fieldWord(part.feature)}</span>
          <span className="part-bar" aria-hidden="true"><span className={`part-fill ${part.weight < 0 ? "differ" : part.agreement}`} style={{ width: `${(Math.abs(part.weight) / most) * 100}%` }} /></span>
          <span className="part-weight"><span className="visually-hidden">{en.hit.weight} </span>{part.weight > 0 ? "+" : part.weight < 0 ? "−" : ""}{Math.abs(part.weight).toFixed(1)}</span>
        </li>
      ))}
    </ul>
  );
}
