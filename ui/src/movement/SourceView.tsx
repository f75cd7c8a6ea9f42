// Where a person stands in the message: the segments, and each field's bytes.
import { Link } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import type { FieldSpan, Span } from "../api/types";
import { Panel } from "../components/Page";
import { Query } from "../components/States";
import { en, fieldWord } from "../i18n/en";
import { ByteView } from "./ByteView";
import { around, show, type Line, type Mark } from "./bytes";
import { useContent } from "./queries";

interface Props { title: string; messageId: string; span: Span | null | undefined; sources: FieldSpan[]; active: string | null; onActive: (key: string | null) => void }

/** The mark's key for a field; a field may stand in more than one place. */
const keyOf = (source: FieldSpan) => `${source.field}@${source.offset}`;
/** The key of the first place of a field or of one of its parts. */
export function keyOfField(sources: readonly FieldSpan[], field: string): string | null {
  const base = field.replace(/s$/, "");
  const found = sources.find((s) => s.field === field) ?? sources.find((s) => s.field.startsWith(base));
  return found ? keyOf(found) : null;
}

export function SourceView({ title, messageId, span, sources, active, onActive }: Props) {
  const query = useContent(messageId);
  const [whole, setWhole] = useState(false);
  const marks = useMemo<Mark[]>(() => sources.map((s) => ({ key: keyOf(s), label: fieldWord(s.field), offset: s.offset, len: s.len, kind: "field" })), [sources]);
  const only = useCallback((all: Line[]) => (whole ? all : around(all, span)), [whole, span]);
  const actions = (
    <div className="button-row">
      {span ? <button type="button" className="button small" onClick={() => setWhole(!whole)}>{whole ? en.bytes.part : en.bytes.whole}</button> : null}
      <Link to="/messages/$id" params={{ id: messageId }} className="button small">{en.messages.open}</Link>
    </div>
  );
  return (
    <Panel id="source-head" title={title} actions={actions}>
      <Query query={query}>
        {(bytes) => (
          <div className="source">
            <ByteView bytes={bytes} marks={marks} band={span} active={active} only={only} />
            <div className="toolbar inner">
              <ul className="field-chips" aria-label={en.hit.fields}>
                {marks.map((mark) => (
                  <li key={mark.key}>
                    <button
                      type="button" className="field-chip" aria-pressed={mark.key === active}
                      onClick={() => onActive(mark.key === active ? null : mark.key)} onFocus={() => onActive(mark.key)}
                    >
                      {mark.label} <span className="mono quiet">{show(bytes.subarray(mark.offset, mark.offset + mark.len))}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </div>
            <p className="hint pad">{en.bytes.wrap}</p>
          </div>
        )}
      </Query>
    </Panel>
  );
}
