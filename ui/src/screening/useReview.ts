// The decisions of a hit review: what is being decided, what was decided
// last, and what happens when somebody else was faster.
import { skipToken, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { all, api, ApiError } from "../api/client";
import type { Decision, HitDetail, Reason } from "../api/types";
import { personName } from "../app/format";
import { getPrefs } from "../app/prefs";
import { announce } from "../components/Announce";
import { en, word } from "../i18n/en";
import { useClaim, useDecide } from "./queries";

export interface LastDecision { id: string; version: number; name: string; state: Decision; reason: Reason }

// The last decision outlives the screen: with "open the next hit" it is
// another hit's screen that offers to undo it. It lives in the query cache,
// which is emptied at sign-out.
const LAST = ["last-decision"];
const useLast = () => useQuery<LastDecision | null>({ queryKey: LAST, queryFn: skipToken, gcTime: Infinity }).data ?? null;

/** Hits that were looked at and left open: the next one is not among them,
 *  or the two highest would take turns for ever. */
const PASSED = ["passed-hits"];

async function nextOpen(client: QueryClient, hit: HitDetail | undefined): Promise<string | null> {
  const passed = new Set(client.getQueryData<string[]>(PASSED));
  if (hit && !isDecided(hit)) passed.add(hit.id);
  client.setQueryData(PASSED, [...passed]);
  if (hit?.next_open && !passed.has(hit.next_open)) return hit.next_open;
  const { items } = await all("/hits", { query: { state: "open" } }, 1000).catch(() => ({ items: [] }));
  const found = items.find((item) => item.id !== hit?.id && !passed.has(item.id));
  if (found) return found.id;
  // All were seen once: begin again from the top.
  client.setQueryData(PASSED, hit && !isDecided(hit) ? [hit.id] : []);
  return items.find((item) => item.id !== hit?.id)?.id ?? null;
}

export const isDecided = (hit: HitDetail) => hit.state === "possible" || hit.state === "confirmed" || hit.state === "not_a_match";

export function useReview(hit: HitDetail | undefined) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const decide = useDecide();
  const claim = useClaim();
  const lastDecision = useLast();
  const setLast = (value: LastDecision | null) => client.setQueryData(LAST, value);
  const [asking, setAsking] = useState<Decision | null>(null);
  const [conflict, setConflict] = useState<{ hit: string; by: string; state: string } | null>(null);

  /** Shows theirs, says whose it is. */
  const theirs = async (id: string) => {
    setAsking(null);
    const fresh = await client.fetchQuery({ queryKey: ["hit", id], queryFn: () => api.get("/hits/{id}", { id }), staleTime: 0 });
    const by = fresh.history.at(-1)?.by ?? fresh.reviewer?.name ?? en.hit.somebody;
    setConflict({ hit: id, by, state: word(en.hitState, fresh.state) });
    announce(`${en.hit.conflictTitle}. ${en.hit.conflict(by, word(en.hitState, fresh.state))}`);
  };
  const failed = (id: string) => (error: unknown) => { if (error instanceof ApiError && error.status === 409) void theirs(id); };

  const next = async () => {
    const to = await nextOpen(client, hit);
    if (to) void navigate({ to: "/hits/$id", params: { id: to } });
    else {
      announce(en.hit.noNext);
      void navigate({ to: "/hits" });
    }
  };

  const submit = (reason: Reason, note: string) => {
    if (!hit || !asking) return;
    const state = asking;
    decide.mutate({ id: hit.id, version: hit.version, state, reason, note: note || undefined }, {
      onSuccess: (done) => {
        setAsking(null);
        setConflict(null);
        setLast({ id: done.id, version: done.version, name: personName(done.traveler), state, reason });
        announce(`${en.hit.decided(word(en.hitState, state), word(en.reasons, reason))} ${done.next_open ? en.hit.nextHint : en.hit.noNext}`);
        if (getPrefs().autoNext) void nextOpen(client, done).then((to) => { if (to) void navigate({ to: "/hits/$id", params: { id: to } }); });
      },
      onError: failed(hit.id),
    });
  };

  /** Takes a decision back: the one on the screen, else the last one made. */
  const reopen = () => {
    const target = hit && isDecided(hit) ? hit : lastDecision;
    if (!target) return;
    decide.mutate({ id: target.id, version: target.version, state: "in_review", reason: "other", note: en.hit.reopened }, {
      onSuccess: (done) => {
        setLast(null);
        announce(en.hit.undone);
        if (done.id !== hit?.id) void navigate({ to: "/hits/$id", params: { id: done.id } });
      },
      onError: failed(target.id),
    });
  };

  return {
    asking, lastDecision, busy: decide.isPending || claim.isPending,
    conflict: conflict && conflict.hit === hit?.id ? conflict : null,
    error: decide.error instanceof ApiError && decide.error.status === 409 ? null : decide.error,
    claimError: claim.error,
    ask: (state: Decision) => { decide.reset(); setAsking(state); },
    cancel: () => { decide.reset(); setAsking(null); },
    claim: () => { if (hit) claim.mutate(hit.id, { onSuccess: () => announce(en.hit.claimed), onError: failed(hit.id) }); },
    submit, next: () => void next(), reopen,
  };
}
