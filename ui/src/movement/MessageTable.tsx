import { Link } from "@tanstack/react-router";
import type { Message } from "../api/types";
import { moment } from "../app/format";
import { useZone } from "../app/status";
import { Status } from "../components/Status";
import { rowClick, TableRegion, useRows } from "../components/Table";
import { en, word } from "../i18n/en";

export function MessageTable({ messages, label, walk = true }: { messages: Message[]; label: string; walk?: boolean }) {
  const zone = useZone();
  const ref = useRows(walk);
  return (
    <TableRegion label={label} {...(walk ? { rowsRef: ref } : {})}>
      <thead>
        <tr>
          <th scope="col">{en.messages.at}</th><th scope="col">{en.messages.kind}</th><th scope="col">{en.messages.source}</th>
          <th scope="col" className="num">{en.messages.people}</th><th scope="col">{en.messages.result}</th><th scope="col" className="num">{en.messages.warnings}</th>
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => (
          <tr key={message.id} data-row onClick={rowClick} className={message.refused ? "wants" : ""}>
            <th scope="row" className="nowrap"><Link to="/messages/$id" params={{ id: message.id }} {...(walk ? { "data-rowlink": "" } : {})}>{moment(message.received_at, zone, true)}</Link></th>
            <td>{[message.kind, message.function ? word(en.functions, message.function) : ""].filter(Boolean).join(" · ") || <span className="quiet">–</span>}</td>
            <td><span className="clip">{message.file_name ?? message.source ?? "–"}</span></td>
            <td className="num">{message.persons}</td>
            <td><Result message={message} /></td>
            <td className="num">{message.warnings.length > 0 ? <span className="pill pill-possible">{message.warnings.length}</span> : <span className="quiet">–</span>}</td>
          </tr>
        ))}
      </tbody>
    </TableRegion>
  );
}

function Result({ message }: { message: Message }) {
  if (message.refused) return <><Status tone="red" icon="cross">{en.messages.refusedWhy}</Status><span className="quiet sub">{message.refused}</span></>;
  if (message.repeated) return <Status tone="plain" icon="equal">{en.messages.repeated}</Status>;
  return (
    <>
      <Status tone="green" icon="check">{en.messages.accepted}</Status>{" "}
      <span className="quiet mono" aria-label={en.messages.countsLabel(message.added, message.changed, message.dropped)} role="img">{en.messages.counts(message.added, message.changed, message.dropped)}</span>
    </>
  );
}
