// Tables that a hand can walk without a mouse: every row has one main link,
// j and k or the arrows go from link to link, Enter follows.
import { useCallback, useEffect, useRef, useState } from "react";
import { useKeys } from "../app/keys";

const LINK = "[data-row] [data-rowlink]";

export function useRows(enabled = true) {
  const ref = useRef<HTMLDivElement>(null);
  // Where the walker was, should its row vanish in an update.
  const last = useRef(-1);
  const go = useCallback((to: number | "first" | "last", relative: boolean) => {
    const links = [...(ref.current?.querySelectorAll<HTMLElement>(LINK) ?? [])];
    if (links.length === 0) return;
    const at = links.findIndex((link) => link === document.activeElement || link.closest("[data-row]")?.contains(document.activeElement));
    const here = at >= 0 ? at : last.current;
    const index = to === "first" ? 0 : to === "last" ? links.length - 1 : relative ? Math.max(0, Math.min(links.length - 1, here + to)) : to;
    last.current = index;
    links[index]?.focus({ preventScroll: true });
    links[index]?.closest("[data-row]")?.scrollIntoView({ block: "nearest" });
  }, []);
  // Arrows belong to whatever has the focus, unless that is the page or a row.
  const free = () => {
    const active = document.activeElement;
    return !active || active === document.body || active.id === "main" || active.tagName === "H1" || ref.current?.contains(active);
  };
  useKeys({
    j: () => go(1, true), k: () => go(-1, true),
  }, enabled);
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || document.querySelector("dialog[open]")) return;
      const act = { ArrowDown: () => go(1, true), ArrowUp: () => go(-1, true), Home: () => go("first", false), End: () => go("last", false) }[event.key];
      if (!act || !free() || event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement || event.target instanceof HTMLTextAreaElement) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [enabled, go]);
  return ref;
}

/** The scrolling region around a table; reachable, because it can scroll. */
export function TableRegion({ label, children, rowsRef, snug }: { snug?: boolean; label: string; children: React.ReactNode; rowsRef?: React.Ref<HTMLDivElement> }) {
  return (
    <div className={snug ? "table-region snug" : "table-region"} role="group" aria-label={label} tabIndex={0} ref={rowsRef}>
      <table>{children}</table>
    </div>
  );
}

/** A mouse may press anywhere in the row; the link inside does the work. */
export function rowClick(event: React.MouseEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  if (target.closest("a,button,input,label,select") || window.getSelection()?.toString()) return;
  event.currentTarget.querySelector<HTMLElement>("[data-rowlink]")?.click();
}

/** The ids of the items whose signature changed with the newest data. */
export function useFlash<T>(items: readonly T[] | undefined, key: (item: T) => string, signature: (item: T) => string, scope: string): Set<string> {
  const seen = useRef<{ scope: string; map: Map<string, string> } | null>(null);
  const [flashing, setFlashing] = useState<Set<string>>(new Set());
  useEffect(() => {
    if (!items) return;
    const map = new Map(items.map((item) => [key(item), signature(item)]));
    const before = seen.current?.scope === scope ? seen.current.map : null;
    seen.current = { scope, map };
    if (!before) return;
    const changed = new Set([...map].filter(([id, text]) => before.get(id) !== text).map(([id]) => id));
    if (changed.size === 0) return;
    setFlashing(changed);
    const timer = setTimeout(() => setFlashing(new Set()), 2500);
    return () => clearTimeout(timer);
    // The functions are written in place by the callers and do not change meaning.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [items, scope]);
  return flashing;
}
