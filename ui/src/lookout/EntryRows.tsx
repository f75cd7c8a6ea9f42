// The parts of an entry's form that grow and shrink.
import { useEffect, useRef } from "react";
import { FieldError } from "../components/Controls";
import { Icon } from "../components/Icon";
import { en, word } from "../i18n/en";
import type { Form } from "./draft";

const T = en.entryForm;

/** A new row has the focus; after one that is taken away, the row before it, or else the button that adds one. */
function useRowFocus(length: number) {
  const ref = useRef<HTMLFieldSetElement>(null);
  const before = useRef(length);
  const taken = useRef(0);
  useEffect(() => {
    if (before.current === length) return;
    const row = ref.current?.querySelectorAll(".entry-row")[length > before.current ? length - 1 : Math.max(0, taken.current - 1)];
    (row ?? ref.current)?.querySelector<HTMLElement>(row ? "input" : "button")?.focus();
    before.current = length;
  }, [length]);
  return { ref, taken };
}

const changed = <T,>(rows: T[], at: number, change: Partial<T>) => rows.map((row, i) => (i === at ? { ...row, ...change } : row));
const without = <T,>(rows: T[], at: number) => rows.filter((_, i) => i !== at);

export function Names({ names, needed, first, error, onChange }: { names: Form["names"]; needed: boolean; first: boolean; error: string | undefined; onChange: (names: Form["names"]) => void }) {
  const { ref, taken } = useRowFocus(names.length);
  return (
    <fieldset className="entry-rows" ref={ref}>
      <legend>{en.entry.names}</legend>
      <p className="hint">{T.namesHint}</p>
      {names.map((one, i) => (
        <div key={i} className="entry-row">
          <input
            id={i === 0 ? "entry-names" : undefined} aria-label={T.nameNumber(i + 1)} aria-invalid={error && i === 0 ? true : undefined} aria-describedby={error && i === 0 ? "entry-names-error" : undefined} data-first={i === 0 && first ? true : undefined}
            value={one.value} maxLength={200} autoComplete="off" spellCheck={false} required={i === 0 && needed} onChange={(event) => onChange(changed(names, i, { value: event.target.value }))}
          />
          {i === 0 ? <span className="quiet entry-kind">{word(en.entry.kinds, "primary")}</span> : (
            <select aria-label={T.strength(i + 1)} value={one.kind} onChange={(event) => onChange(changed(names, i, { kind: event.target.value }))}>{["aka", "weak", "orig"].map((kind) => <option key={kind} value={kind}>{word(en.entry.kinds, kind)}</option>)}</select>
          )}
          {i === 0 ? null : <button type="button" className="icon-button" aria-label={T.removeName(i + 1)} onClick={() => { taken.current = i; onChange(without(names, i)); }}><Icon name="cross" /></button>}
        </div>
      ))}
      {error ? <FieldError id="entry-names-error">{error}</FieldError> : null}
      <button type="button" className="button small" onClick={() => onChange([...names, { value: "", kind: "aka" }])}><Icon name="plus" size={14} /> {T.addName}</button>
    </fieldset>
  );
}

export function Documents({ documents, error, onChange }: { documents: Form["documents"]; error: string | undefined; onChange: (documents: Form["documents"]) => void }) {
  const { ref, taken } = useRowFocus(documents.length);
  return (
    <fieldset className="entry-rows" ref={ref}>
      <legend>{T.documents}</legend>
      {documents.map((one, i) => (
        <div key={i} className="entry-row">
          <select aria-label={T.documentKind(i + 1)} value={one.kind} onChange={(event) => onChange(changed(documents, i, { kind: event.target.value }))}>{Object.keys(T.documentKinds).map((kind) => <option key={kind} value={kind}>{word(T.documentKinds, kind)}</option>)}</select>
          <input
            id={i === 0 ? "entry-documents" : undefined} aria-label={T.documentNumber(i + 1)} aria-invalid={error && i === 0 ? true : undefined} aria-describedby={error && i === 0 ? "entry-documents-error" : undefined} className="mono"
            value={one.number} maxLength={200} autoComplete="off" spellCheck={false} onChange={(event) => onChange(changed(documents, i, { number: event.target.value }))}
          />
          <input aria-label={T.documentIssuer(i + 1)} className="entry-issuer" placeholder={T.issuer} value={one.issuer} maxLength={3} autoComplete="off" onChange={(event) => onChange(changed(documents, i, { issuer: event.target.value.toUpperCase() }))} />
          <button type="button" className="icon-button" aria-label={T.removeDocument(i + 1)} onClick={() => { taken.current = i; onChange(without(documents, i)); }}><Icon name="cross" /></button>
        </div>
      ))}
      {error ? <FieldError id="entry-documents-error">{error}</FieldError> : null}
      <button type="button" className="button small" onClick={() => onChange([...documents, { kind: "passport", number: "", issuer: "" }])}><Icon name="plus" size={14} /> {T.addDocument}</button>
    </fieldset>
  );
}
