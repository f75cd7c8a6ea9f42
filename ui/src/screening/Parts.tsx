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

interface Part { feature: string; text: string; agreement: Agreement; weight: number }

/** What compares no two values may still weigh: that a name is rare, say. */
const bare = (part: Part) => part.agreement === "unknown" && part.weight !== 0;
const iconOf = (part: Part) => (bare(part) ? (part.weight > 0 ? "plus" : "minus") : AGREEMENT_ICON[part.agreement] ?? "question");
const labelOf = (part: Part) => (bare(part) ? (part.weight > 0 ? en.hit.speaksFor : en.hit.speaksAgainst) : word(en.agreement, part.agreement));

/** Each part in words, with a bar as long as its evidence (natural log-odds)
 *  among the parts. */
export function PartList({ parts }: { parts: Part[] }) {
  const most = Math.max(...parts.map((part) => Math.abs(part.weight)), 0.01);
  return (
    <ul>
      {parts.map((part) => (
        <li key={part.feature + part.text}>
          <span className={`agreement ${part.agreement}`}><Icon name={iconOf(part)} size={14} /><span className="visually-hidden">{labelOf(part)}: </span></span>
          <span className="part-text">{part.text}</span>
          <span className="part-feature quiet">{fieldWord(part.feature)}</span>
          <span className="part-bar" aria-hidden="true"><span className={`part-fill ${part.weight < 0 ? "differ" : part.agreement}`} style={{ width: `${(Math.abs(part.weight) / most) * 100}%` }} /></span>
          <span className="part-weight"><span className="visually-hidden">{en.hit.weight} </span>{part.weight > 0 ? "+" : part.weight < 0 ? "−" : ""}{Math.abs(part.weight).toFixed(1)}</span>
        </li>
      ))}
    </ul>
  );
}
