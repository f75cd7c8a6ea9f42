// Single-key shortcuts. They can be turned off (WCAG 2.1.4), they never act
// while somebody types, and never below an open dialog.
import { useEffect, useRef } from "react";
import { getPrefs } from "./prefs";

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
}

let prefix: { key: string; until: number } | null = null;

/** `k` for a single key, `g b` for two in a row, names as in KeyboardEvent.key. */
export function useKeys(map: KeyMap, enabled = true): void {
  const current = useRef(map);
  useEffect(() => { current.current = map; });
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      const single = event.key.length === 1;
      if (single && !getPrefs().singleKeys) return;
      const now = Date.now();
      const sequence = prefix && prefix.until > now ? `${prefix.key} ${event.key}` : null;
      const handler = (sequence && current.current[sequence]) || (sequence ? undefined : current.current[event.key]);
      if (handler) {
        prefix = null;
        event.preventDefault();
        handler(event);
      } else if (!sequence && Object.keys(current.current).some((key) => key.startsWith(`${event.key} `))) {
        prefix = { key: event.key, until: now + 1200 };
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [enabled]);
}
