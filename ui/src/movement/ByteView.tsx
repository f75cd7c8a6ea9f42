import { useEffect, useMemo, useRef } from "react";
import type { Span } from "../api/types";
import { en } from "../i18n/en";
import { lines, pieces, type Line, type Mark } from "./bytes";

interface Props {
  bytes: Uint8Array;
  marks: readonly Mark[];
  band?: Span | null | undefined;
  /** The key of the mark that is labelled and kept in view. */
  active: string | null;
  /** Which lines to show; all of them by default. */
  only?: (all: Line[]) => Line[];
}

export function ByteView({ bytes, marks, band, active, only }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const all = useMemo(() => lines(bytes), [bytes]);
  const shown = useMemo(() => (only ? only(all) : all), [all, only]);

  // Only this box scrolls: the page stays where the reader is.
  useEffect(() => {
    const box = ref.current;
    const target = box?.querySelector<HTMLElement>(active ? `[data-mark="${CSS.escape(active)}"]` : "[data-band]");
    if (!box || !target) return;
    const top = target.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    if (top < box.scrollTop + 30 || top > box.scrollTop + box.clientHeight - 40) box.scrollTop = Math.max(0, top - box.clientHeight / 3);
  }, [active, shown]);

  if (bytes.length === 0) return <p className="hint pad">{en.bytes.empty}</p>;
  return (
    <div className="bytes" role="region" aria-label={en.bytes.region} tabIndex={0} ref={ref}>
      {shown.map((line) => {
        const parts = pieces(bytes, line, marks, band);
        const inBand = parts.some((part) => part.band);
        return (
          <div key={line.from} className={inBand ? "byte-line band" : "byte-line"} {...(inBand ? { "data-band": "" } : {})}>
            <span className="byte-offset" aria-hidden="true">{line.from}</span>
            <code>
              {parts.map((part) => part.mark ? (
                <mark
                  key={part.from} data-mark={part.mark.key} data-label={part.mark.label} title={part.mark.label}
                  className={`${part.mark.kind} ${part.mark.key === active ? "active" : ""}`}
                >{part.text}</mark>
              ) : <span key={part.from}>{part.text}</span>)}
            </code>
          </div>
        );
      })}
    </div>
  );
}
