// What a person chose on this machine. Nothing here leaves the browser.
import { useSyncExternalStore } from "react";

export interface Prefs { theme: "system" | "light" | "dark"; singleKeys: boolean; autoNext: boolean; purpose: string }

const KEY = "portcullis.prefs";
const DEFAULTS: Prefs = { theme: "system", singleKeys: true, autoNext: false, purpose: "border-control" };

function load(): Prefs {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Prefs>) };
  } catch {
    return DEFAULTS;
  }
}

let prefs = load();
const listeners = new Set<() => void>();

export function applyTheme(): void {
  if (prefs.theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = prefs.theme;
}

export function setPrefs(change: Partial<Prefs>): void {
  prefs = { ...prefs, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(prefs));
  } catch {
    // A browser that keeps nothing still obeys until the page is left.
  }
  applyTheme();
  for (const listener of listeners) listener();
}

export const getPrefs = (): Prefs => prefs;
export function usePrefs(): Prefs {
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, getPrefs);
}
