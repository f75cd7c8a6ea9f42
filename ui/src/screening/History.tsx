import type { HitDetail } from "../api/types";
import { moment } from "../app/format";
import { useZone } from "../app/status";
import { HitStatus } from "../components/Status";
import { en, word } from "../i18n/en";

export function History({ hit }: { hit: HitDetail }) {
  const zone = useZone();
  return (
    <ol className="history">
      {[...hit.history].reverse().map((line) => (
        <li key={line.at + line.to}>
          <HitStatus state={line.to} /> <span className="quiet">{moment(line.at, zone, true)}{line.by ? ` · ${line.by}` : ""}</span>
          {line.reason || line.note ? <span className="sub">{[line.reason ? word(en.reasons, line.reason) : "", line.note].filter(Boolean).join(": ")}</span> : null}
        </li>
      ))}
      <li><span className="quiet">{en.hit.created} {moment(hit.created, zone, true)}</span></li>
    </ol>
  );
}
