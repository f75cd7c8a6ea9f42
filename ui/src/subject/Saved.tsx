// Subjects that somebody keeps an eye on: asked again by the server whenever
// lists or manifests change.
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { SavedSubject } from "../api/types";
import { addDays, age, dayIn, longDay, startOfDay } from "../app/format";
import { useKeys } from "../app/keys";
import { useNow, useZone } from "../app/status";
import { tell } from "../components/Announce";
import { Field } from "../components/Controls";
import { Dialog } from "../components/Dialog";
import { Kbd, Page } from "../components/Page";
import { Empty, ProblemText, Query } from "../components/States";
import { Status } from "../components/Status";
import { rowClick, TableRegion, useRows } from "../components/Table";
import { en } from "../i18n/en";
import { useBox, useEndSaved, useSave, useSaved, useSeen } from "./queries";

const T = en.saved;

export function SaveDialog({ text, onClose }: { text: string; onClose: () => void }) {
  const zone = useZone();
  const save = useSave();
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState(() => addDays(dayIn(zone, Date.now()), 30));
  const submit = () => save.mutate({ text, reason, until: new Date(startOfDay(addDays(until, 1), zone)).toISOString() }, { onSuccess: () => { tell(T.done); onClose(); } });
  return (
    <Dialog title={T.saveTitle} onClose={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <p className="mono pad">{text}</p>
        <Field id="saved-reason" label={T.reason} value={reason} onChange={setReason} required maxLength={1000} autoComplete="off" data-focus />
        <Field id="saved-until" type="date" label={T.until} value={until} onChange={setUntil} required />
        <div role="alert" className="field-error">{save.error ? <ProblemText error={save.error} /> : null}</div>
        <div className="dialog-foot"><button type="submit" className="button primary" disabled={save.isPending}>{T.save} <Kbd>Enter</Kbd></button><button type="button" className="button" onClick={onClose}>{en.cancel} <Kbd>Esc</Kbd></button></div>
      </form>
    </Dialog>
  );
}

function EndDialog({ subject, onClose, onEnded }: { subject: SavedSubject; onClose: () => void; onEnded: () => void }) {
  const end = useEndSaved();
  const submit = () => end.mutate(subject.id, { onSuccess: () => { tell(T.ended(subject.text)); onEnded(); } });
  return (
    <Dialog title={T.endTitle} onClose={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <p className="mono pad">{subject.text}</p>
        <p className="pad">{T.endAsk}</p>
        <div role="alert" className="field-error">{end.error ? <ProblemText error={end.error} /> : null}</div>
        <div className="dialog-foot"><button type="submit" className="button primary" disabled={end.isPending} data-focus>{T.end} <Kbd>Enter</Kbd></button><button type="button" className="button" onClick={onClose}>{en.cancel} <Kbd>Esc</Kbd></button></div>
      </form>
    </Dialog>
  );
}

export function SavedScreen() {
  const query = useSaved();
  const seen = useSeen();
  const [ending, setEnding] = useState<SavedSubject | null>(null);
  const [ended, setEnded] = useState(0);
  const [, keep] = useBox();
  const navigate = useNavigate();
  const zone = useZone();
  const now = useNow();
  const ref = useRows();
  const all = query.data?.items ?? [];
  const open = (subject: SavedSubject) => {
    keep(subject.text);
    if (subject.fresh > 0) seen.mutate(subject.id);
    void navigate({ to: "/query" });
  };
  const focused = () => all.find((subject) => subject.id === document.activeElement?.closest<HTMLElement>("[data-saved]")?.dataset["saved"]);
  useKeys({ x: () => { const found = focused(); if (found) setEnding(found); } });
  // The row that had the focus is gone.
  useEffect(() => { if (ended > 0) document.getElementById("page-title")?.focus({ preventScroll: true }); }, [ended]);
  return (
    <Page title={T.title}>
      <Query query={query} isEmpty={(data) => data.items.length === 0} empty={<Empty title={T.empty}>{T.emptyDo}</Empty>}>
        {() => (
          <TableRegion label={T.title} rowsRef={ref}>
            <thead><tr><th scope="col">{T.what}</th><th scope="col">{T.answer}</th><th scope="col">{T.reason}</th><th scope="col">{T.until}</th><th scope="col"><span className="visually-hidden">{T.end}</span></th></tr></thead>
            <tbody>
              {all.map((subject) => (
                <tr key={subject.id} data-row data-saved={subject.id} onClick={rowClick} className={subject.expired ? "is-off" : ""}>
                  <th scope="row"><button type="button" className="link-button" data-rowlink onClick={() => open(subject)}><bdi>{subject.text}</bdi></button></th>
                  <td>{subject.fresh > 0 ? <Status tone="amber" icon="star">{T.fresh(subject.fresh)}</Status> : <span className="quiet">{T.found(subject.found)}</span>}<span className="quiet sub">{T.changed(age(subject.changed_at, now))}</span></td>
                  <td>{subject.reason}</td>
                  <td className="nowrap">{subject.expired ? <Status tone="plain" icon="clock">{T.expired}</Status> : longDay(dayIn(zone, Date.parse(subject.until) - 1))}</td>
                  <td><button type="button" className="button small" onClick={() => setEnding(subject)}>{T.end} <span className="visually-hidden">{subject.text}</span><Kbd>x</Kbd></button></td>
                </tr>
              ))}
            </tbody>
          </TableRegion>
        )}
      </Query>
      {ending ? <EndDialog subject={ending} onClose={() => setEnding(null)} onEnded={() => { setEnding(null); setEnded(ended + 1); }} /> : null}
    </Page>
  );
}
