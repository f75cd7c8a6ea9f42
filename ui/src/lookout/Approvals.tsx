// Changes of grave entries that wait for a second person.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { ApiError } from "../api/client";
import type { Entry, Proposal } from "../api/types";
import { useKeys } from "../app/keys";
import { useMay, useSession } from "../app/session";
import { MoreButton, Segmented } from "../components/Controls";
import { Page } from "../components/Page";
import { Empty, Query } from "../components/States";
import { useRows } from "../components/Table";
import { en, word } from "../i18n/en";
import { ApproveDialog } from "./ApproveDialog";
import { ProposalCard } from "./ProposalCard";
import { useProposals } from "./queries";
import { RejectDialog } from "./RejectDialog";

const T = en.approvals;
const STATES = ["waiting", "approved", "rejected", "withdrawn"] as const;

/** What somebody is about to say of a proposal. */
type Acting = { approve: true; proposal: Proposal; now: Entry | undefined } | { approve: false; proposal: Proposal };

export function ApprovalsScreen() {
  const search = useSearch({ from: "/approvals" });
  const navigate = useNavigate({ from: "/approvals" });
  const state = STATES.find((one) => one === search.state) ?? "waiting";
  const query = useProposals(state);
  const [acting, setActing] = useState<Acting | null>(null);
  // What the server would not approve, and why: it stays on the card, not on the page.
  const [refused, setRefused] = useState<Record<string, ApiError>>({});
  const me = useSession().account.id;
  const may = useMay();
  const ref = useRows();
  const all = query.data?.pages.flatMap((page) => page.items) ?? [];
  // A decided card leaves: the focus goes to the one that took its place.
  const gone = useRef<{ id: string; at: number } | null>(null);
  const begin = (next: Acting) => {
    gone.current = { id: next.proposal.id, at: all.indexOf(next.proposal) };
    setActing(next);
  };
  const cancel = () => { gone.current = null; setActing(null); };
  useEffect(() => {
    if (!gone.current || acting || all.some((proposal) => proposal.id === gone.current?.id)) return;
    const links = ref.current?.querySelectorAll<HTMLElement>("[data-rowlink]") ?? [];
    // Whoever is somewhere else by now stays there.
    if (document.activeElement === document.body) (links[Math.min(gone.current.at, links.length - 1)] ?? document.getElementById("page-title"))?.focus();
    gone.current = null;
  }, [all, acting, ref]);
  const card = () => document.activeElement?.closest<HTMLElement>("[data-proposal]");
  const focused = () => all.find((proposal) => proposal.id === card()?.dataset["proposal"]);
  useKeys({
    // The card knows whether it can be approved: its button is there, or it is not.
    a: () => card()?.querySelector<HTMLButtonElement>("[data-approve]:not(:disabled)")?.click(),
    r: () => { const found = focused(); if (found && found.state === "waiting" && may("entry:approve")) begin({ approve: false, proposal: found }); },
  });
  return (
    <Page title={T.title}>
      <div className="toolbar">
        <Segmented label={en.hits.show} value={state} options={STATES.map((value) => ({ value, label: word(T.states, value) }))} onChange={(value) => void navigate({ search: value === "waiting" ? {} : { state: value }, replace: true })} />
      </div>
      <Query query={query} isEmpty={(data) => data.pages.every((page) => page.items.length === 0)} empty={<Empty title={word(T.empty, state)}>{state === "waiting" ? T.emptyDo : null}</Empty>}>
        {() => (
          <div ref={ref} className="proposals">
            {all.map((proposal) => (
              <ProposalCard
                key={proposal.id} proposal={proposal} own={proposal.by_id === me} refused={refused[proposal.id]}
                onApprove={(now) => begin({ approve: true, proposal, now })} onReject={() => begin({ approve: false, proposal })}
              />
            ))}
          </div>
        )}
      </Query>
      <MoreButton query={query} />
      {acting?.approve === true ? <ApproveDialog proposal={acting.proposal} now={acting.now} onDone={() => setActing(null)} onRefused={(error) => { setRefused((before) => ({ ...before, [acting.proposal.id]: error })); setActing(null); }} onClose={cancel} /> : null}
      {acting?.approve === false ? <RejectDialog proposal={acting.proposal} own={acting.proposal.by_id === me} onDone={() => setActing(null)} onClose={cancel} /> : null}
    </Page>
  );
}
