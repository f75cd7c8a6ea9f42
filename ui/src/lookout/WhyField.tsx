import { useState } from "react";
import { FieldError } from "../components/Controls";
import { en } from "../i18n/en";

/** What somebody gives as the reason, and whether it is one: blanks say nothing. */
export function useWhy(id: string, needed: boolean) {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  /** False where a reason is needed and none is given: the field says so and has the focus. */
  const given = (): boolean => {
    const missing = needed && text.trim() === "";
    setWrong(missing);
    if (missing) document.getElementById(id)?.focus();
    return !missing;
  };
  return { text: text.trim(), given, field: { id, value: text, needed, wrong, onChange: (value: string) => { setText(value); setWrong(false); } } };
}

/** The field of a dialog in which somebody says why. */
export function WhyField({ label, id, value, needed, wrong, onChange }: { label: string } & ReturnType<typeof useWhy>["field"]) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}{needed ? null : <span className="quiet"> ({en.optional})</span>}</label>
      <textarea id={id} data-focus rows={2} required={needed} maxLength={2000} aria-invalid={wrong ? true : undefined} aria-describedby={wrong ? `${id}-error` : undefined} value={value} onChange={(event) => onChange(event.target.value)} />
      <div role="alert">{wrong ? <FieldError id={`${id}-error`}>{en.whyNeeded}</FieldError> : null}</div>
    </div>
  );
}
