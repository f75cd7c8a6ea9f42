// What Enter does on the query screen.
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Candidate } from "../api/types";
import { useMay } from "../app/session";
import { announce } from "../components/Announce";
import { en } from "../i18n/en";
import { standsFor } from "../screening/gravest";

/** Where a candidate leads; null where all that may be seen is shown already. */
function target(candidate: Candidate, may: (action: string) => boolean): { to: "/hits/$id" | "/travelers/$id" | "/entries/$id"; id: string } | null {
  const hit = standsFor(candidate.journey?.hits);
  if (hit && may("hit:read")) return { to: "/hits/$id", id: hit.id };
  if (candidate.kind === "traveler") return may("traveler:read") ? { to: "/travelers/$id", id: candidate.id } : null;
  return may("entry:read") ? { to: "/entries/$id", id: candidate.id } : null;
}

/** Opens a candidate of the answer to what stands in the box, and of no other.
 *  An Enter before that answer is kept, and opens the first of it. */
export function useOpening(asked: string, looking: boolean, candidates: readonly Candidate[]) {
  const [waiting, setWaiting] = useState<string | null>(null);
  const navigate = useNavigate();
  const may = useMay();
  const show = (candidate: Candidate | undefined) => {
    if (!candidate) return;
    const where = target(candidate, may);
    if (where) void navigate({ to: where.to, params: { id: where.id } });
    else announce(en.query.noEntry);
  };
  useEffect(() => {
    if (waiting === null || looking) return;
    setWaiting(null);
    if (waiting === asked) show(candidates[0]);
  });
  return {
    waiting: waiting !== null && waiting === asked,
    open: (at: number) => { if (looking) setWaiting(asked); else show(candidates[at]); },
    forget: () => setWaiting(null),
  };
}
