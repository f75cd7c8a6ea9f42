import { Link, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Message } from "../api/types";
import { count, moment } from "../app/format";
import { useZone } from "../app/status";
import { Icon } from "../components/Icon";
import { Facts, Page, Panel } from "../components/Page";
import { Notice, Query } from "../components/States";
import { en, word } from "../i18n/en";
import type { Mark } from "./bytes";
import { ByteView } from "./ByteView";
import { useContent, useFlight, useMessage } from "./queries";

export function MessageScreen() {
  const { id } = useParams({ from: "/messages/$id" });
  const query = useMessage(id);
  const zone = useZone();
  const kind = query.data?.kind || (query.data?.file_name ?? "");
  return (
    <Page
      title={en.message.title(kind)}
      before={<Link to="/messages" search={query.data?.refused ? { refused: true } : {}} className="back-link"><Icon name="left" size={14} /> {en.nav.messages}</Link>}
    >
      <Query query={query}>
        {(message) => (
          <>
            {message.refused ? <Notice tone="red" title={message.refused}><p>{en.message.refused}</p></Notice> : null}
            <div className="panel">
              <Facts items={[
                [en.messages.at, moment(message.received_at, zone, true)],
                [en.messages.kind, [message.kind, message.function ? word(en.functions, message.function) : ""].filter(Boolean).join(" · ") || null],
                [en.message.file, message.file_name ?? en.message.unnamed],
                [en.messages.source, message.source],
                [en.message.sender, message.sender],
                [en.messages.flights, message.flights.length === 0 ? en.none : message.flights.map((flight) => <FlightLink key={flight} id={flight} />)],
                [en.messages.people, <>{count(message.persons)} <span className="quiet sub">{en.messages.countsLabel(message.added, message.changed, message.dropped)}</span></>],
              ]} />
            </div>
            <Body message={message} />
          </>
        )}
      </Query>
    </Page>
  );
}

function FlightLink({ id }: { id: string }) {
  const { data } = useFlight(id);
  return <Link to="/flights/$id" params={{ id }} className="inline-link">{data ? `${data.carrier} ${data.number}` : en.board.flight}</Link>;
}

function Body({ message }: { message: Message }) {
  const content = useContent(message.id);
  const [active, setActive] = useState<string | null>(null);
  const marks = useMemo<Mark[]>(
    () => message.warnings.flatMap((warning, i) => (warning.offset == null ? [] : [{ key: `w${i}`, label: warning.code, offset: warning.offset, len: 1, kind: "warning" as const }])),
    [message.warnings],
  );
  return (
    <div className="split">
      <Panel id="warnings-head" title={en.message.warnings}>
        {message.warnings.length === 0 ? <p className="hint pad">{en.message.noWarnings}</p> : (
          <ul className="warning-list">
            {message.warnings.map((warning, i) => (
              <li key={`${warning.code}${i}`}>
                <button type="button" aria-pressed={active === `w${i}`} onClick={() => setActive(`w${i}`)} onFocus={() => setActive(`w${i}`)}>
                  <code>{warning.code}</code> <span>{warning.text}</span>
                  {warning.offset == null ? null : <span className="quiet">{en.message.go(warning.offset)}</span>}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel id="content-head" title={en.message.content} actions={<span className="quiet">{en.bytes.size(message.bytes)}</span>}>
        <Query query={content}>{(bytes) => <ByteView bytes={bytes} marks={marks} band={message.span && message.span.len < bytes.length ? message.span : null} active={active} />}</Query>
      </Panel>
    </div>
  );
}
