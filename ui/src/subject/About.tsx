// How the text was read, and how old the answers are.
import type { SourceAge, SubjectAnswer } from "../api/types";
import { useLink } from "../api/live";
import { age, clock, count, dayIn, moment } from "../app/format";
import { useNow, useZone } from "../app/status";
import { Status, type Tone } from "../components/Status";
import type { IconName } from "../components/Icon";
import { en, word } from "../i18n/en";

export function ReadAs({ reading }: { reading: SubjectAnswer["reading"] }) {
  return (
    <div className="read-as">
      <dl aria-label={en.query.readAs}>
        {reading.words.map((part, i) => (
          <div key={i} className={`read-${part.field}`}>
            <dt>{word(en.query.word, part.field)}</dt>
            <dd><bdi>{part.value || part.text}</bdi></dd>
          </div>
        ))}
      </dl>
      {reading.notes.map((note) => <p key={note} className="hint">{note}</p>)}
    </div>
  );
}

const LOOK: Record<SourceAge["state"], [Tone, IconName]> = { current: ["green", "check"], behind: ["amber", "clock"], building: ["amber", "refresh"], unavailable: ["red", "alert"] };

/** What was looked through. `old`: what is shown is not the newest. */
export function Sources({ sources, old }: { sources: SourceAge[]; old: boolean }) {
  const zone = useZone();
  const now = useNow();
  const lost = useLink().state === "lost";
  const time = (at: string) => (dayIn(zone, Date.parse(at)) === dayIn(zone, now) ? clock(at, zone, false) : moment(at, zone));
  return (
    <ul className="query-sources">
      {sources.map(({ name, state, as_of, among, detail }) => {
        const [tone, icon] = LOOK[state] ?? ["plain", "question"];
        // Of the lists the server tells since when it uses them, not how old they are.
        const when = !as_of ? "" : name === "lists" ? en.query.since(time(as_of)) : `${en.query.asOf(time(as_of))} (${en.lists.age(age(as_of, now))})`;
        const current = !old && !lost && name !== "lists" && as_of != null && now - Date.parse(as_of) < 60_000;
        const many = among == null ? "" : en.query.among[name]?.(among) ?? count(among);
        return (
          <li key={name}>
            <span>{word(en.query.source, name)}</span> {state !== "current" || current ? <Status tone={tone} icon={icon}>{word(en.query.state, state)}</Status> : null}
            <span className="quiet">{[when, many, detail ?? ""].filter(Boolean).join(" · ")}</span>
          </li>
        );
      })}
    </ul>
  );
}
