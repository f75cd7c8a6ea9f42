import type { HitDetail } from "../api/types";
import { stamp } from "../app/format";
import { useZone } from "../app/status";
import { HitStatus } from "../components/Status";
import { en, word } from "../i18n/en";

/** Another reason is what the note says. */
function why({ reason, note }: HitDetail["history"][number]): string {
  if (reason === "other" && note) return note;
  return [reason ? word(en.reasons, reason) : "", note].filter(Boolean).join(": ");
}

export function History({ hit }: { hit: HitDetail }) {
  const zone = useZone();
  return (
    <ol className="history">
      {[...hit.history].reverse().map((line) => (
        <li key={line.at + line.to}>
          <HitStatus state={line.to} /> <span className="quiet">{stamp(line.at, zone, true)}{line.by ? ` · ${line.by}` : ""}</span>
          {line.reason || line.note ? <span className="sub">{why(line)}</span> : null}
        </li>
      ))}
      <li><span className="quiet">{en.hit.created} {stamp(hit.created, zone, true)}</span></li>
    </ol>
  );
}
