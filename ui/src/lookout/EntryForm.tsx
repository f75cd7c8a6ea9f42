import { useState } from "react";
import { Field } from "../components/Controls";
import { Icon } from "../components/Icon";
import { Failed } from "../components/States";
import { en, word } from "../i18n/en";
import { CATEGORIES, type Form, grave } from "./draft";

interface Props { initial: Form; list?: { value: string; known: string[]; onChange: (value: string) => void }; busy: boolean; error: unknown; onSubmit: (form: Form) => void; onCancel: () => void }

const T = en.entryForm;

export function EntryForm({ initial, list, busy, error, onSubmit, onCancel }: Props) {
  const [form, setForm] = useState(initial);
  const set = (change: Partial<Form>) => setForm((now) => ({ ...now, ...change }));
  const name = (i: number, change: Partial<Form["names"][number]>) => set({ names: form.names.map((one, k) => (k === i ? { ...one, ...change } : one)) });
  const document = (i: number, change: Partial<Form["documents"][number]>) => set({ documents: form.documents.map((one, k) => (k === i ? { ...one, ...change } : one)) });
  const second = grave(form.category) || grave(initial.category);
  return (
    <form className="entry-form panel" onSubmit={(event) => { event.preventDefault(); if (!busy) onSubmit(form); }}>
      {error ? <Failed error={error} /> : null}
      <div className="entry-form-grid">
        {list ? <div><Field id="entry-list" label={T.list} hint={T.listHint} value={list.value} onChange={(value) => list.onChange(value.toUpperCase())} list="own-lists" required maxLength={20} /><datalist id="own-lists">{list.known.map((known) => <option key={known} value={known} />)}</datalist></div> : null}
        <Select id="entry-schema" label={en.fields["schema"]!} value={form.schema} options={T.schemas} onChange={(schema) => set({ schema })} />
      </div>
      <fieldset className="entry-rows">
        <legend>{en.entry.names}</legend>
        <p className="hint">{T.namesHint}</p>
        {form.names.map((one, i) => (
          <div key={i} className="entry-row">
            <input aria-label={T.nameNumber(i + 1)} data-first={i === 0 && list ? true : undefined} value={one.value} maxLength={200} autoComplete="off" spellCheck={false} required={i === 0 && form.documents.length === 0} onChange={(event) => name(i, { value: event.target.value })} />
            {i === 0 ? <span className="quiet entry-kind">{word(en.entry.kinds, "primary")}</span> : (
              <select aria-label={T.strength(i + 1)} value={one.kind} onChange={(event) => name(i, { kind: event.target.value })}>{["aka", "weak", "orig"].map((kind) => <option key={kind} value={kind}>{word(en.entry.kinds, kind)}</option>)}</select>
            )}
            {i === 0 ? null : <button type="button" className="icon-button" aria-label={T.removeName(i + 1)} onClick={() => set({ names: form.names.filter((_, k) => k !== i) })}><Icon name="cross" /></button>}
          </div>
        ))}
        <button type="button" className="button small" onClick={() => set({ names: [...form.names, { value: "", kind: "aka" }] })}><Icon name="plus" size={14} /> {T.addName}</button>
      </fieldset>
      <div className="entry-form-grid">
        <Field id="entry-births" label={en.fields["births"]!} hint={T.birthsHint} value={form.births} onChange={(births) => set({ births })} autoComplete="off" />
        <Field id="entry-nations" label={en.fields["nationalities"]!} hint={T.nationsHint} value={form.nationalities} onChange={(nationalities) => set({ nationalities })} autoComplete="off" />
        <Select id="entry-gender" label={en.fields["gender"]!} value={form.gender} options={T.genders} onChange={(gender) => set({ gender })} />
      </div>
      <fieldset className="entry-rows">
        <legend>{T.documents}</legend>
        {form.documents.map((one, i) => (
          <div key={i} className="entry-row">
            <select aria-label={T.documentKind(i + 1)} value={one.kind} onChange={(event) => document(i, { kind: event.target.value })}>{Object.keys(T.documentKinds).map((kind) => <option key={kind} value={kind}>{word(T.documentKinds, kind)}</option>)}</select>
            <input aria-label={T.documentNumber(i + 1)} className="mono" value={one.number} maxLength={200} autoComplete="off" spellCheck={false} onChange={(event) => document(i, { number: event.target.value })} />
            <input aria-label={T.documentIssuer(i + 1)} className="entry-issuer" placeholder={T.issuer} value={one.issuer} maxLength={3} autoComplete="off" onChange={(event) => document(i, { issuer: event.target.value.toUpperCase() })} />
            <button type="button" className="icon-button" aria-label={T.removeDocument(i + 1)} onClick={() => set({ documents: form.documents.filter((_, k) => k !== i) })}><Icon name="cross" /></button>
          </div>
        ))}
        <button type="button" className="button small" onClick={() => set({ documents: [...form.documents, { kind: "passport", number: "", issuer: "" }] })}><Icon name="plus" size={14} /> {T.addDocument}</button>
      </fieldset>
      <fieldset className="entry-categories">
        <legend>{T.category}</legend>
        {CATEGORIES.map(([code, is]) => (
          <label key={code} className="check">
            <input type="radio" name="category" required value={code} checked={form.category === code} onChange={() => set({ category: code })} /> {word(en.category, code)}
            {is ? <span className="quiet"><Icon name="lock" size={14} /> {T.needsSecond}</span> : null}
          </label>
        ))}
      </fieldset>
      <Area id="entry-reason" label={T.reason} hint={T.reasonHint} value={form.reason} required onChange={(reason) => set({ reason })} />
      <Area id="entry-remarks" label={`${en.hit.remarks} (${en.optional})`} hint={T.remarksHint} value={form.remarks} onChange={(remarks) => set({ remarks })} />
      <div className="entry-form-grid">
        <Field id="entry-from" type="date" label={`${T.from} (${en.optional})`} value={form.from} onChange={(from) => set({ from })} />
        <Field id="entry-until" type="date" label={`${T.until} (${en.optional})`} value={form.until} onChange={(until) => set({ until })} />
      </div>
      {second ? <p className="hint entry-second"><Icon name="lock" size={14} /> {T.secondHint}</p> : null}
      <div className="button-row">
        <button type="submit" className="button primary" disabled={busy}>{second ? T.propose : en.save}</button>
        <button type="button" className="button" onClick={onCancel}>{en.cancel}</button>
      </div>
    </form>
  );
}

function Select({ id, label, value, options, onChange }: { id: string; label: string; value: string; options: Record<string, string>; onChange: (value: string) => void }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>{Object.entries(options).map(([code, text]) => <option key={code} value={code}>{text}</option>)}</select>
    </div>
  );
}

function Area({ id, label, hint, value, onChange, required }: { id: string; label: string; hint: string; value: string; onChange: (value: string) => void; required?: boolean }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <p className="hint" id={`${id}-hint`}>{hint}</p>
      <textarea id={id} rows={2} maxLength={4000} required={required} aria-describedby={`${id}-hint`} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
