import { Link } from "@tanstack/react-router";
import type { ApiError } from "../api/client";
import type { Entry, Proposal } from "../api/types";
import { useMay } from "../app/session";
import { Icon } from "../components/Icon";
import { Kbd } from "../components/Page";
import { Failed, Loading, Notice } from "../components/States";
import { Status, type Tone } from "../components/Status";
import { en, word } from "../i18n/en";
import { Diff } from "./Diff";
import { fieldsOf, stuck } from "./proposal";
import { Asked, Whole } from "./ProposalFacts";
import { useChangedAt, useEntry, useLists } from "./queries";

const T = en.approvals;
const TONE: Record<string, Tone> = { waiting: "amber", approved: "green", rejected: "red", withdrawn: "plain" };

interface Props { proposal: Proposal; own: boolean; refused: ApiError | undefined; onApprove: (now: Entry | undefined) => void; onReject: () => void }

/** A proposal with everything that it holds. Where it can no longer be approved as it is, it says so and why. */
export function ProposalCard({ proposal, own, refused, onApprove, onReject }: Props) {
  const may = useMay();
  const { entry, what } = proposal;
  const waiting = proposal.state === "waiting";
  // What a change is measured against, and what an end would end, is not in the proposal.
  const query = useEntry(proposal.entry_id, waiting && what !== "create");
  const now = query.data;
  const since = useChangedAt(what === "end" ? now?.last_import : undefined);
  const lists = useLists(waiting && may("list:read")).data?.items;
  const why = stuck(proposal, { now, since, lists }, refused);
  const fields = fieldsOf(proposal, now);
  const name = <>{word(T.what, what)}: <bdi>{proposal.name}</bdi></>;
  const unseen = what === "end" && !now;
  return (
    <article className="panel proposal" aria-labelledby={proposal.id} data-row data-proposal={proposal.id}>
      <div className="panel-head">
        <h2 id={proposal.id}>
          {what === "create" && proposal.state !== "approved" ? <span data-rowlink tabIndex={-1}>{name}</span> : <Link to="/entries/$id" params={{ id: proposal.entry_id }} data-rowlink>{name}</Link>}
        </h2>
        <Status tone={TONE[proposal.state] ?? "plain"} icon={waiting ? "clock" : proposal.state === "approved" ? "check" : "cross"}>{word(T.states, proposal.state)}</Status>
      </div>
      {why ? <div className="pad" role="alert"><Notice tone="amber" title={T.stuck}><p>{why}</p><p>{own ? T.stuckOwn : T.stuckDo}</p></Notice></div> : null}
      <Asked proposal={proposal} list={proposal.list ?? now?.list ?? entry?.list} />
      {what === "end" ? <p className="pad prose"><strong>{en.entryForm.endReason}:</strong> {proposal.reason}</p> : null}
      {fields.length > 0 ? <div className="pad proposal-diff"><Diff fields={fields} before={why ? T.beforeThen : en.import.before} /></div> : null}
      {entry ? <Whole entry={entry} title={what === "create" ? T.wouldSay : T.wouldSayThen} /> : now ? <Whole entry={now} title={T.wouldEnd} begins={en.entryForm.always} /> : null}
      {query.isLoading && what === "end" ? <Loading /> : null}
      {query.isError && waiting ? <div className="pad"><Failed error={query.error} retry={() => void query.refetch()} /></div> : null}
      {proposal.note ? <p className="pad prose"><strong>{en.hit.note}:</strong> {proposal.note}</p> : null}
      {waiting && may("entry:approve") ? (
        <div className="button-row pad">
          {own ? <p className="hint"><Icon name="lock" size={14} /> {T.own}</p> : null}
          {own || why ? null : <button type="button" className="button primary" data-approve disabled={unseen} onClick={() => onApprove(now)}>{T.approve} <Kbd>a</Kbd></button>}
          <button type="button" className="button" onClick={onReject}>{own ? T.withdraw : T.reject} <Kbd>r</Kbd></button>
        </div>
      ) : null}
    </article>
  );
}
