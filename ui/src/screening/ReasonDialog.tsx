// Number keys choose, Enter decides, Esc leaves.
import { useEffect, useRef, useState } from "react";
import type { Decision, Reason } from "../api/types";
import { Dialog } from "../components/Dialog";
import { Kbd } from "../components/Page";
import { ProblemText } from "../components/States";
import { en, word } from "../i18n/en";
import { fits, REASONS, usual } from "./reasons";

interface Props { state: Decision; busy: boolean; error: unknown; onDecide: (reason: Reason, note: string) => void; onClose: () => void }

export function ReasonDialog({ state, busy, error, onDecide, onClose }: Props) {
  const [reason, setReason] = useState<Reason | null>(usual(state));
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const radios = form.current?.querySelectorAll<HTMLInputElement>("input[type=radio]:not(:disabled)");
    [...(radios ?? [])].find((radio) => radio.checked)?.focus();
    if (!form.current?.contains(document.activeElement)) radios?.[0]?.focus();
  }, []);

  const decide = () => {
    if (busy) return;
    if (!reason) return setProblem(en.hit.reasonNeeded);
    if (reason === "other" && !note.trim()) {
      setProblem(en.hit.noteNeeded);
      form.current?.querySelector("textarea")?.focus();
      return;
    }
    onDecide(reason, note.trim());
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const writing = event.target instanceof HTMLTextAreaElement;
    if (event.key === "Enter" && (!writing || event.ctrlKey || !event.shiftKey) && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      if (!event.repeat) decide();
    }
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const chosen = REASONS[Number(event.key) - 1];
    if (!chosen || !fits(state, chosen)) return;
    event.preventDefault();
    setReason(chosen);
    setProblem("");
    form.current?.querySelector<HTMLInputElement>(`input[value="${chosen}"]`)?.focus();
  };

  return (
    <Dialog title={word(en.hit.decideTitle, state)} onClose={onClose}>
      <form ref={form} onKeyDown={onKeyDown} onSubmit={(event) => { event.preventDefault(); decide(); }}>
        <fieldset className="reasons" aria-describedby="reason-hint">
          <legend>{en.hit.reason}</legend>
          {REASONS.map((value, i) => {
            const able = fits(state, value);
            return (
              <label key={value} className={able ? "" : "unable"}>
                <Kbd>{i + 1}</Kbd>
                <input type="radio" name="reason" value={value} disabled={!able} checked={reason === value} onChange={() => { setReason(value); setProblem(""); }} />
                <span>{word(en.reasons, value)}</span>
              </label>
            );
          })}
        </fieldset>
        <div className="field">
          <label htmlFor="decision-note">{en.hit.note} <span className="quiet">({en.optional})</span></label>
          <textarea id="decision-note" rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        </div>
        <div role="alert" className="field-error">{problem || (error ? <ProblemText error={error} /> : null)}</div>
        <p className="hint" id="reason-hint">{en.hit.reasonHint}</p>
        <div className="dialog-foot">
          <button type="submit" className="button primary" disabled={busy}>{en.hit.decide} <Kbd>Enter</Kbd></button>
          <button type="button" className="button" onClick={onClose}>{en.cancel} <Kbd>Esc</Kbd></button>
        </div>
      </form>
    </Dialog>
  );
}
