// One polite live region for the whole console.
import { useSyncExternalStore } from "react";

let text = "";
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const emit = () => { for (const listener of listeners) listener(); };

/** Says something to a screen reader, without moving the focus. */
export function announce(message: string): void {
  text = "";
  emit();
  clearTimeout(timer);
  // A region that is emptied first is read again even for the same words.
  timer = setTimeout(() => { text = message; emit(); }, 60);
}

export function Announcer() {
  const now = useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => text);
  return <div className="visually-hidden" role="status" aria-live="polite">{now}</div>;
}
