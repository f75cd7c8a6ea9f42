// A state is always an icon and a word; colour only repeats it.
import type { HitState } from "../api/types";
import { en, word } from "../i18n/en";
import { Icon, type IconName } from "./Icon";

export type Tone = "red" | "amber" | "green" | "blue" | "plain";

export function Status({ tone, icon, children, title }: { tone: Tone; icon: IconName; children: React.ReactNode; title?: string | undefined }) {
  return (
    <span className={`status tone-${tone}`} title={title}>
      <Icon name={icon} size={14} />
      <span>{children}</span>
    </span>
  );
}

const HIT: Record<HitState, { tone: Tone; icon: IconName }> = {
  new: { tone: "blue", icon: "star" },
  in_review: { tone: "blue", icon: "eye" },
  possible: { tone: "amber", icon: "question" },
  confirmed: { tone: "red", icon: "alert" },
  not_a_match: { tone: "plain", icon: "cross" },
};

export function HitStatus({ state }: { state: HitState }) {
  const look = HIT[state] ?? { tone: "plain", icon: "question" };
  return <Status tone={look.tone} icon={look.icon}>{word(en.hitState, state)}</Status>;
}

export function ScoreBar({ value, wide }: { value: number | null | undefined; wide?: boolean }) {
  if (value === null || value === undefined) return <span className="quiet">–</span>;
  const percent = Math.max(0, Math.min(100, value * 100));
  return (
    <span className={wide ? "score wide" : "score"}>
      <span className="score-track" aria-hidden="true"><span className="score-bar" style={{ width: `${percent}%` }} /></span>
      <span className="score-number">{value.toFixed(2)}</span>
    </span>
  );
}
