// The one live connection: what changed makes the queries that show it read
// again, and everybody can ask how the connection is.
import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { path } from "./client";
import { readStream } from "./sse";
import type { ChangeEvent } from "./types";

export type LinkState = "connecting" | "live" | "lost";
/** `quiet`: for how many seconds nothing was heard, once a heartbeat is missed. */
export interface Link { state: LinkState; lastContact: number | null; quiet: number | null }

let link: Link = { state: "connecting", lastContact: null, quiet: null };
const listeners = new Set<() => void>();

function set(next: Partial<Link>): void {
  link = { ...link, ...next };
  for (const listener of listeners) listener();
}

export function useLink(): Link {
  return useSyncExternalStore(
    (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
    () => link,
  );
}

/** Which queries show records of a kind. A kind not named here shows nowhere:
 *  were it to refresh a screen, a read that is itself journalled would make
 *  the screen read again without end. For the same reason the journal's own
 *  page is refreshed by hand. */
const SHOWN_BY: Record<string, string[]> = {
  flight: ["flights", "flight"],
  traveler: ["travelers", "traveler", "flights", "flight", "traveler-journeys"],
  message: ["messages", "message", "flights", "flight"],
  hit: ["hits", "hit", "flights", "flight", "travelers", "traveler-journeys", "traveler-history"],
  list: ["lists", "list", "status", "subjects"],
  entry: ["entries", "entry", "hits", "hit"],
  list_import: ["imports", "import", "lists", "list"],
  list_change: ["changes"],
  saved_subject: ["saved"],
  entry_version: ["versions"],
  entry_proposal: ["proposals", "proposal-count"],
  account: ["accounts"],
};

/** The keys of the queries that a change touches. */
export function touched(change: Pick<ChangeEvent, "records">): Set<string> {
  const keys = new Set<string>();
  for (const { kind } of change.records) {
    for (const key of SHOWN_BY[kind] ?? []) keys.add(key);
  }
  return keys;
}

/** Keeps the stream open until stopped. Refreshes are gathered, so that a
 *  loading list does not make the board read itself a thousand times. */
export function startLive(client: QueryClient, onSignedOut: () => void): () => void {
  const abort = new AbortController();
  let pending: Set<string> | null = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let everOpen = false;

  const flush = () => {
    timer = undefined;
    const keys = pending;
    pending = new Set();
    void client.invalidateQueries(keys === null ? {} : { predicate: (query) => keys.has(String(query.queryKey[0])) });
  };
  const gather = (keys: Set<string> | null) => {
    if (keys?.size === 0) return;
    if (keys === null || pending === null) pending = null;
    else for (const key of keys) pending.add(key);
    timer ??= setTimeout(flush, 400);
  };

  const run = async () => {
    let wait = 500;
    while (!abort.signal.aborted) {
      const end = await readStream(path("/events"), {
        onOpen: () => {
          wait = 500;
          set({ state: "live", lastContact: Date.now(), quiet: null });
          // What happened while the link was down was not announced.
          if (everOpen) gather(null);
          everOpen = true;
        },
        onAlive: () => set({ lastContact: Date.now(), quiet: null }),
        onQuiet: (silence) => set({ quiet: Math.round(silence / 1000) }),
        onEvent: (name, data) => {
          // `reset`: too much happened to tell it all.
          if (name === "reset") return gather(null);
          if (name !== "change") return;
          try {
            gather(touched(JSON.parse(data) as ChangeEvent));
          } catch {
            gather(null);
          }
        },
      }, abort.signal);
      if (abort.signal.aborted) return;
      if (end === "signed-out") return onSignedOut();
      set({ state: "lost", quiet: null });
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, 10_000);
    }
  };
  void run();
  return () => {
    abort.abort();
    clearTimeout(timer);
    set({ state: "connecting", quiet: null });
  };
}
