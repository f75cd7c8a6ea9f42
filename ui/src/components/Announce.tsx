// One polite live region for the whole console.
import { useSyncExternalStore } from "react";
import { Icon } from "./Icon";

interface Said { text: string; seen: boolean }
const SEEN_FOR = 8000;

let now: Said = { text: "", seen: false };
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const set = (text: string, seen: boolean) => { now = { text, seen }; for (const listener of listeners) listener(); };

/** Says something to a screen reader, without moving the focus. */
export function announce(message: string): void {
  put(message, false);
}

/** Says to everybody that something is done: to be read, and to be seen for a while. */
export function tell(message: string): void {
  put(message, true);
}

function put(message: string, seen: boolean): void {
  // A region that is emptied first is read again even for the same words.
  set("", false);
  clearTimeout(timer);
  timer = setTimeout(() => {
    set(message, seen);
    if (seen) timer = setTimeout(() => set("", false), SEEN_FOR);
  }, 60);
}

export function Announcer() {
  const { text, seen } = useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => now);
  return <div className={seen ? "said tone-green" : "visually-hidden"} role="status" aria-live="polite">{seen ? <Icon name="check" size={16} /> : null}{text}</div>;
}
