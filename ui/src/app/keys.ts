// Single-key shortcuts. They can be turned off (WCAG 2.1.4), they never act
// while somebody types, and never below an open dialog. A key that is held
// down acts once: only what walks goes on for as long as it is held.
import { useEffect, useRef } from "react";
import { getPrefs } from "./prefs";

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
}

/** The key as named; for a letter of another script, the Latin letter of the same place on the keyboard. */
export function keyOf({ key, code, shiftKey }: Pick<KeyboardEvent, "key" | "code" | "shiftKey">): string {
  if (key.length !== 1 || /[a-z]/i.test(key) || !/\p{L}/u.test(key)) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (!letter) return key;
  return shiftKey ? letter : letter.toLowerCase();
}

const CONTROL = "a[href],button,input,select,textarea,summary,[role=button],[role=link],[role=checkbox],[role=switch],[role=tab],[role=menuitem],[contenteditable]";

/** Enter and the space bar belong to the control that has the focus. */
function taken(key: string, target: EventTarget | null): boolean {
  return (key === "Enter" || key === " ") && target instanceof Element && target.closest(CONTROL) !== null;
}

/** Keys that walk from one to the next. Every other key decides, writes or leads away. */
const WALKING = new Set(["j", "k", "[", "]"]);

/** A key still held down says nothing new: what somebody decided once is not decided again for what comes next. */
export function heldDown({ repeat, key, code, shiftKey }: Pick<KeyboardEvent, "repeat" | "key" | "code" | "shiftKey">): boolean {
  return repeat && !WALKING.has(keyOf({ key, code, shiftKey }));
}

/** Enter, held down, presses a button, follows a link or sends a form once, wherever the focus has gone meanwhile. */
export function pressOnce(): void {
  window.addEventListener("keydown", (event) => {
    const { target } = event;
    if (!event.repeat || event.key !== "Enter" || target instanceof HTMLTextAreaElement) return;
    if (!(target instanceof Element) || target.closest(CONTROL) === null) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}

let prefix: { key: string; until: number } | null = null;

/** `k` for a single key, `g b` for two in a row, names as in KeyboardEvent.key. */
export function useKeys(map: KeyMap, enabled = true): void {
  const current = useRef(map);
  useEffect(() => { current.current = map; });
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || heldDown(event)) return;
      if (document.querySelector("dialog[open]")) return;
      const key = keyOf(event);
      if (taken(key, event.target)) return;
      const single = key.length === 1;
      if (single && !getPrefs().singleKeys) return;
      const now = Date.now();
      const sequence = prefix && prefix.until > now ? `${prefix.key} ${key}` : null;
      const handler = (sequence && current.current[sequence]) || (sequence ? undefined : current.current[key]);
      if (handler) {
        prefix = null;
        event.preventDefault();
        handler(event);
      } else if (!sequence && Object.keys(current.current).some((name) => name.startsWith(`${key} `))) {
        prefix = { key, until: now + 1200 };
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [enabled]);
}
