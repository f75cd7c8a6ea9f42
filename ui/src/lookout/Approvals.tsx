// Changes of grave entries that wait for a second person.
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { Proposal } from "../api/types";
import { longDay, stamp } from "../app/format";
import { useKeys } from "../app/keys";
import { useMay, useSession } from "../app/session";
import { useZone } from "../app/status";
import { tell } from "../components/Announce";
import { MoreButton, Segmented } from "../components/Controls";
import { Dialog } from "../components/Dialog";
import { Icon } from "../components/Icon";
import { Facts, Kbd, Page } from "../components/Page";
import { Empty, Failed, ProblemText, Query } from "../components/States";
import { Status, type Tone } from "../components/Status";
import { useRows } from "../components/Table";
import { en, word } from "../i18n/en";
import { Category, Diff } from "./ByHand";
import { lastDay } from "./draft";
import { useDecideProposal, useProposals } from "./queries";

const T = en.approvals;
const STATES = ["waiting", "approved", "rejected", "withdrawn"] as const;
const TONE: Record<string, Tone> = { waiting: "amber", approved: "green", rejected: "red", withdrawn: "plain" };

export function ApprovalsScreen() {
  const search = useSearch({ from: "/approvals" });
  const navigate = useNavigate({ from: "/approvals" });
  const state = STATES.find((one) => one === search.state) ?? "waiting";
  const query = useProposals(state);
  const decide = useDecideProposal();
  const [rejecting, setRejecting] = useState<Proposal | null>(null);
  const me = useSession().account.id;
  const may = useMay();
  const ref = useRows();
  const all = query.data?.pages.flatMap((page) => page.items) ?? [];
  // A decided card leaves: the focus goes to the one that took its place.
  const gone = useRef<{ id: string; at: number } | null>(null);
  const approve = (proposal: Proposal) => {
    if (proposal.state !== "waiting" || proposal.by_id === me || !may("entry:approve") || decide.isPending) return;
    gone.current = { id: proposal.id, at: all.indexOf(proposal) };
    decide.mutate({ id: proposal.id, approve: true }, { onSuccess: () => tell(T.approved(proposal.name)), onError: () => { gone.current = null; } });
  };
  const reject = (proposal: Proposal) => {
    gone.current = { id: proposal.id, at: all.indexOf(proposal) };
    setRejecting(proposal);
  };
  useEffect(() => {
    if (!gone.current || rejecting || all.some((proposal) => proposal.id === gone.current?.id)) return;
    const links = ref.current?.querySelectorAll<HTMLElement>("[data-rowlink]") ?? [];
    (links[Math.min(gone.current.at, links.length - 1)] ?? document.getElementById("page-title"))?.focus();
    gone.current = null;
  }, [all, rejecting, ref]);
  const focused = () => all.find((proposal) => proposal.id === document.activeElement?.closest<HTMLElement>("[data-proposal]")?.dataset["proposal"]);
  useKeys({
    a: () => { const found = focused(); if (found) approve(found); },
    r: () => { const found = focused(); if (found && found.state === "waiting" && may("entry:approve")) reject(found); },
  });
  return (
    <Page title={T.title}>
      <div className="toolbar">
        <Segmented label={en.hits.show} value={state} options={STATES.map((value) => ({ value, label: word(T.states, value) }))} onChange={(value) => void navigate({ search: value === "waiting" ? {} : { state: value }, replace: true })} />
      </div>
      {decide.error && !rejecting ? <Failed focused error={decide.error} /> : null}
      <Query query={query} isEmpty={(data) => data.pages.every((page) => page.items.length === 0)} empty={<Empty title={word(T.empty, state)}>{state === "waiting" ? T.emptyDo : null}</Empty>}>
        {() => (
          <div ref={ref} className="proposals">
            {all.map((proposal) => <Card key={proposal.id} proposal={proposal} own={proposal.by_id === me} busy={decide.isPending} onApprove={() => approve(proposal)} onReject={() => reject(proposal)} />)}
          </div>
        )}
      </Query>
      <MoreButton query={query} />
      {rejecting ? <RejectDialog proposal={rejecting} own={rejecting.by_id === me} onDone={() => setRejecting(null)} onClose={() => { gone.current = null; setRejecting(null); }} /> : null}
    </Page>
  );
}

function Card({ proposal, own, busy, onApprove, onReject }: { proposal: Proposal; own: boolean; busy: boolean; onApprove: () => void; onReject: () => void }) {
  const zone = useZone();
  const may = useMay();
  const { entry } = proposal;
  const waiting = proposal.state === "waiting";
  const name = <>{word(T.what, proposal.what)}: <bdi>{proposal.name}</bdi></>;
  return (
    <section className="panel proposal" aria-labelledby={proposal.id} data-row data-proposal={proposal.id}>
      <div className="panel-head">
        <h2 id={proposal.id}>
          {proposal.what === "create" && proposal.state !== "approved" ? <span data-rowlink tabIndex={-1}>{name}</span> : <Link to="/entries/$id" params={{ id: proposal.entry_id }} data-rowlink>{name}</Link>}
        </h2>
        <Status tone={TONE[proposal.state] ?? "plain"} icon={waiting ? "clock" : proposal.state === "approved" ? "check" : "cross"}>{word(T.states, proposal.state)}</Status>
      </div>
      <Facts items={[
        [T.by, `${proposal.by}, ${stamp(proposal.at, zone)}`],
        ...(proposal.list ? [[en.query.list, proposal.list]] as [string, React.ReactNode][] : []),
        ...(entry?.hand ? [[en.entryForm.category, <Category key="c" code={entry.hand.category} grave={entry.hand.grave} />], [en.entryForm.until, entry.hand.valid_until ? longDay(lastDay(zone, entry.hand.valid_until)) : en.entryForm.noEnd]] as [string, React.ReactNode][] : []),
        ...(entry && proposal.what === "create" ? [
          [en.entry.names, <ul key="n">{entry.names.map((name) => <li key={name.kind + name.value}><bdi>{name.value}</bdi> <span className="quiet">{word(en.entry.kinds, name.kind)}</span></li>)}</ul>],
          [en.fields["births"]!, entry.births.join(", ") || null], [en.fields["nationalities"]!, entry.nationalities.join(", ") || null],
          [en.fields["documents"]!, entry.documents.map((document) => document.number).join(", ") || null],
        ] as [string, React.ReactNode][] : []),
        ...(proposal.decided_by ? [[T.decided, `${proposal.decided_by}${proposal.decided_at ? `, ${stamp(proposal.decided_at, zone)}` : ""}`]] as [string, React.ReactNode][] : []),
      ]} />
      <p className="pad prose"><strong>{en.entryForm.reason}:</strong> {proposal.reason ?? entry?.hand?.reason}</p>
      {proposal.fields.length > 0 ? <div className="pad"><Diff fields={proposal.fields} /></div> : null}
      {proposal.note ? <p className="pad prose"><strong>{en.hit.note}:</strong> {proposal.note}</p> : null}
      {waiting && may("entry:approve") ? (
        <div className="button-row pad">
          {own ? <p className="hint"><Icon name="lock" size={14} /> {T.own}</p> : <button type="button" className="button primary" disabled={busy} onClick={onApprove}>{T.approve} <Kbd>a</Kbd></button>}
          <button type="button" className="button" disabled={busy} onClick={onReject}>{own ? T.withdraw : T.reject} <Kbd>r</Kbd></button>
        </div>
      ) : null}
    </section>
  );
}

function RejectDialog({ proposal, own, onDone, onClose }: { proposal: Proposal; own: boolean; onDone: () => void; onClose: () => void }) {
  const decide = useDecideProposal();
  const [note, setNote] = useState("");
  const submit = () => decide.mutate({ id: proposal.id, approve: false, note }, { onSuccess: () => { tell(own ? T.withdrawn : T.rejected); onDone(); } });
  return (
    <Dialog title={own ? T.withdrawTitle(proposal.name) : T.rejectTitle(proposal.name)} onClose={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <div className="field"><label htmlFor="reject-note">{T.note}</label><textarea id="reject-note" data-focus rows={2} required={!own} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} /></div>
        <div role="alert" className="field-error">{decide.error ? <ProblemText error={decide.error} /> : null}</div>
        <div className="dialog-foot"><button type="submit" className="button primary" disabled={decide.isPending}>{own ? T.withdraw : T.reject}</button><button type="button" className="button" onClick={onClose}>{en.cancel}</button></div>
      </form>
    </Dialog>
  );
}
