// How the text was read, and how old the answers are.
import type { SourceAge, SubjectAnswer } from "../api/types";
import { age, clock, count } from "../app/format";
import { useZone } from "../app/status";
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

export function Sources({ sources }: { sources: SourceAge[] }) {
  const zone = useZone();
  return (
    <ul className="query-sources">
      {sources.map((source) => {
        const [tone, icon] = LOOK[source.state] ?? ["plain", "question"];
        const among = source.among == null ? "" : en.query.among[source.name]?.(source.among) ?? count(source.among);
        return (
          <li key={source.name}>
            <span>{word(en.query.source, source.name)}</span> <Status tone={tone} icon={icon}>{word(en.query.state, source.state)}</Status>
            <span className="quiet">{[among, source.as_of ? `${en.query.asOf(clock(source.as_of, zone))} (${age(source.as_of)})` : "", source.detail ?? ""].filter(Boolean).join(" · ")}</span>
          </li>
        );
      })}
    </ul>
  );
}
