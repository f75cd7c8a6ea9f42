import { useBlocker } from "@tanstack/react-router";
import { Dialog } from "../components/Dialog";
import { en } from "../i18n/en";

const T = en.entryForm;

/** Asks before a half-filled form is left. Staying has the focus. */
export function Leaving({ when }: { when: boolean }) {
  const asked = useBlocker({ shouldBlockFn: () => when, enableBeforeUnload: when, withResolver: true });
  if (asked.status !== "blocked") return null;
  return (
    <Dialog title={T.leaveTitle} onClose={asked.reset}>
      <p>{T.leaveText}</p>
      <div className="dialog-foot">
        <button type="button" className="button primary" data-focus onClick={asked.reset}>{T.stay}</button>
        <button type="button" className="button" onClick={asked.proceed}>{T.leave}</button>
      </div>
    </Dialog>
  );
}
