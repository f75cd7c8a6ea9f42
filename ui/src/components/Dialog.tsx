// The browser's own modal dialog: focus stays inside, Esc leaves, and the
// focus returns to where it was.
import { useEffect, useRef } from "react";
import { en } from "../i18n/en";
import { Icon } from "./Icon";

interface Props { title: string; onClose: () => void; children: React.ReactNode; wide?: boolean }

export function Dialog({ title, onClose, children, wide }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    // A form is there to be typed into; the browser would choose the closing button.
    dialog?.querySelector<HTMLElement>("[data-focus]")?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref} className={wide ? "dialog wide" : "dialog"} aria-labelledby="dialog-title"
      onCancel={(event) => { event.preventDefault(); onClose(); }}
      onMouseDown={(event) => { if (event.target === event.currentTarget) onClose(); }}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id="dialog-title">{title}</h2>
          <button type="button" className="icon-button" onClick={onClose} aria-label={en.close}><Icon name="cross" /></button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
