import { useEffect, useRef, useState } from "react";
import { ApiError } from "../api/client";
import { useTyping } from "../app/useDraft";
import { announce } from "../components/Announce";
import { Field, FieldError } from "../components/Controls";
import { Icon } from "../components/Icon";
import { Failed, Notice } from "../components/States";
import { en, word } from "../i18n/en";
import { notRead } from "./births";
import { birthsOf, CATEGORIES, type Form, grave } from "./draft";
import { Documents, Names } from "./EntryRows";
import { Leaving } from "./Leaving";
import { useBirths } from "./useBirths";

/** What was typed, and what it belongs to, as it is kept should the session end. */
export interface Typed<T> { form: Form; beside: T }

/** `moved` is that somebody else changed the entry meanwhile; `typed` is what was being typed when an earlier session ended; `place` and `beside` say where, should this one end. */
interface Props { initial: Form; typed?: Form | undefined; place: string; beside: unknown; ended?: boolean; moved?: boolean; list?: { value: string; known: string[]; onChange: (value: string) => void }; busy: boolean; error: unknown; onSubmit: (form: Form) => void; onCancel: () => void }
type Wrong = Partial<Record<string, string>>;

const T = en.entryForm;

/** Where the fields of the API stand in the form. */
const PLACE: Record<string, string> = {
  list: "entry-list", names: "entry-names", births: "entry-births", nationalities: "entry-nations", gender: "entry-gender",
  documents: "entry-documents", reason: "entry-reason", remarks: "entry-remarks", valid_from: "entry-from", valid_until: "entry-until",
};

/** What the server said of single fields, where all of them stand here. */
function wrongOf(error: unknown): Wrong {
  const errors = error instanceof ApiError ? error.problem.errors ?? [] : [];
  return errors.every(({ field }) => field in PLACE) ? Object.fromEntries(errors.map(({ field, detail }) => [field, detail])) : {};
}

export function EntryForm({ initial, typed, place, beside, ended = false, moved = false, list, busy, error, onSubmit, onCancel }: Props) {
  const [start] = useState(initial);
  const [form, setForm] = useState(typed ?? start);
  const [wrong, setWrong] = useState<Wrong>({});
  const set = (change: Partial<Form>) => setForm((now) => ({ ...now, ...change }));
  const second = grave(form.category) || grave(start.category);
  const births = useBirths(form.births);
  const sending = useRef(false);
  const [reading, setReading] = useState(false);
  // The dates that were read only when they were to be saved: whoever typed them looks first.
  const [look, setLook] = useState<string | null>(null);
  const focused = useRef<Element | null>(null);
  const save = ended ? (second ? T.proposeEnded : T.saveEnded) : second ? T.propose : en.save;
  const submit = async () => {
    if (busy || sending.current) return;
    sending.current = true;
    focused.current = document.activeElement;
    const unseen = !births.looked();
    setReading(!births.known);
    try {
      const { births: read, wrong: birth } = birthsOf(form.births, await births.read());
      if (births.left()) return;
      setWrong(birth ? { births: T.wrongBirth(birth) } : {});
      setLook(!birth && unseen ? form.births : null);
      if (!birth && !unseen) onSubmit({ ...form, births: read });
    } catch (error) {
      if (!births.left()) setWrong({ births: notRead(error) });
    } finally {
      sending.current = false;
      setReading(false);
    }
  };
  const dirty = JSON.stringify(form) !== JSON.stringify(start);
  useTyping(place, dirty ? { form, beside } satisfies Typed<unknown> : null);
  useEffect(() => { if (typed) announce(T.restored); }, [typed]);
  useEffect(() => setWrong(wrongOf(error)), [error]);
  // The first field that is wrong has the focus, and is seen.
  useEffect(() => {
    const field = document.getElementById(PLACE[Object.keys(wrong)[0] ?? ""] ?? "");
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  }, [wrong]);
  // The focus stays where it was, on the button or in the field; what is to be looked at is seen, and read out as it changes.
  useEffect(() => {
    if (look === null) return;
    if (focused.current instanceof HTMLElement) focused.current.focus({ preventScroll: true });
    document.getElementById("entry-births-read")?.scrollIntoView({ block: "nearest" });
  }, [look]);
  return (
    <form className="entry-form panel" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <Leaving when={dirty} />
      {typed ? <Notice tone="amber"><p>{T.restored}</p></Notice> : null}
      {ended ? <Notice tone="amber" title={T.endedTitle}><p>{T.endedNote}</p></Notice> : null}
      <div className="entry-form-grid">
        {list ? <div><Field id="entry-list" label={T.list} hint={T.listHint} error={wrong["list"]} value={list.value} onChange={(value) => list.onChange(value.toUpperCase())} list="own-lists" required maxLength={20} /><datalist id="own-lists">{list.known.map((known) => <option key={known} value={known} />)}</datalist></div> : null}
        <Select id="entry-schema" label={en.fields["schema"]!} value={form.schema} options={T.schemas} onChange={(schema) => set({ schema })} />
      </div>
      <Names names={form.names} needed={form.documents.length === 0} first={list !== undefined} error={wrong["names"]} onChange={(names) => set({ names })} />
      <div className="entry-form-grid">
        <div>
          <Field id="entry-births" label={en.fields["births"]!} hint={T.birthsHint} error={wrong["births"]} value={form.births} onChange={(text) => set({ births: text })} onBlur={() => void births.read().catch(() => null)} autoComplete="off" />
          <p className="hint" id="entry-births-read" role="status">
            {births.understood.map(([text, value]) => T.readAs(text, value)).join(" ")}
            {look === form.births ? <strong> {T.lookAtBirths(save)}</strong> : null}
          </p>
        </div>
        <Field id="entry-nations" label={en.fields["nationalities"]!} hint={T.nationsHint} error={wrong["nationalities"]} value={form.nationalities} onChange={(nationalities) => set({ nationalities })} autoComplete="off" />
        <Select id="entry-gender" label={en.fields["gender"]!} value={form.gender} options={T.genders} onChange={(gender) => set({ gender })} />
      </div>
      <Documents documents={form.documents} error={wrong["documents"]} onChange={(documents) => set({ documents })} />
      <fieldset className="entry-categories">
        <legend>{T.category}</legend>
        {CATEGORIES.map(([code, is]) => (
          <label key={code} className="check">
            <input type="radio" name="category" required value={code} checked={form.category === code} onChange={() => set({ category: code })} />
            <span>{word(en.category, code)} {is ? <span className="quiet nowrap"><Icon name="lock" size={14} /> {T.needsSecond}</span> : null}</span>
          </label>
        ))}
      </fieldset>
      <Area id="entry-reason" label={T.reason} hint={T.reasonHint} error={wrong["reason"]} value={form.reason} required onChange={(reason) => set({ reason })} />
      <Area id="entry-remarks" label={`${en.hit.remarks} (${en.optional})`} hint={T.remarksHint} error={wrong["remarks"]} value={form.remarks} onChange={(remarks) => set({ remarks })} />
      <div className="entry-form-grid">
        <Field id="entry-from" type="date" label={`${T.from} (${en.optional})`} error={wrong["valid_from"]} value={form.from} onChange={(from) => set({ from })} />
        <Field id="entry-until" type="date" label={`${T.until} (${en.optional})`} error={wrong["valid_until"]} value={form.until} onChange={(until) => set({ until })} />
      </div>
      {second ? <p className="hint entry-second"><Icon name="lock" size={14} /> {T.secondHint}</p> : null}
      {error && Object.keys(wrongOf(error)).length === 0 ? <Failed focused error={error} todo={moved && error instanceof ApiError && error.status === 409 ? T.movedDo : undefined} /> : null}
      <div className="button-row">
        <button type="submit" className="button primary" disabled={busy || reading}>{reading ? en.loading : save}</button>
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

function Area({ id, label, hint, error, value, onChange, required }: { id: string; label: string; hint: string; error?: string | undefined; value: string; onChange: (value: string) => void; required?: boolean }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <p className="hint" id={`${id}-hint`}>{hint}</p>
      <textarea id={id} rows={2} maxLength={4000} required={required} aria-invalid={error ? true : undefined} aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`} value={value} onChange={(event) => onChange(event.target.value)} />
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}
