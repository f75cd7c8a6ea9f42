// An undo is asked for once more: what it will do is said before it does it.
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Import } from "../api/types";
import { tell } from "../components/Announce";
import { Dialog } from "../components/Dialog";
import { Failed } from "../components/States";
import { en } from "../i18n/en";
import { useUndo } from "./queries";

export function UndoDialog({ done, onClose }: { done: Import; onClose: () => void }) {
  const navigate = useNavigate();
  const undo = useUndo();
  const cancel = useRef<HTMLButtonElement>(null);
  // The safe answer has the focus.
  useEffect(() => cancel.current?.focus(), []);
  const run = () => undo.mutate(done.id, {
    onSuccess: (made) => {
      tell(en.import.undoneNow);
      onClose();
      void navigate({ to: "/imports/$id", params: { id: made.id } });
    },
  });
  return (
    <Dialog title={(done.undo_of ? en.import.redoAsk : en.import.undoAsk)(done.list)} onClose={onClose}>
      <p>{en.import.undoWill(done.counts.added, done.counts.changed, done.counts.removed)}</p>
      <p className="hint">{en.import.undoHint}</p>
      {undo.isError ? <Failed focused error={undo.error} /> : null}
      <div className="dialog-foot">
        <button type="button" className="button primary" disabled={undo.isPending} onClick={run}>{undo.isPending ? en.import.undoing : done.undo_of ? en.import.redo : en.import.undo}</button>
        <button ref={cancel} type="button" className="button" onClick={onClose}>{en.cancel}</button>
      </div>
    </Dialog>
  );
}
