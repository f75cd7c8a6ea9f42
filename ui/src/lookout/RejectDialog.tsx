import type { Proposal } from "../api/types";
import { tell } from "../components/Announce";
import { Dialog } from "../components/Dialog";
import { ProblemText } from "../components/States";
import { en } from "../i18n/en";
import { useDecideProposal } from "./queries";
import { useWhy, WhyField } from "./WhyField";

const T = en.approvals;

/** Rejects somebody else's proposal, for which a reason is needed, or takes one's own back. */
export function RejectDialog({ proposal, own, onDone, onClose }: { proposal: Proposal; own: boolean; onDone: () => void; onClose: () => void }) {
  const decide = useDecideProposal();
  const why = useWhy("reject-note", !own);
  const submit = () => {
    if (!why.given() || decide.isPending) return;
    decide.mutate({ id: proposal.id, approve: false, ...(why.text ? { note: why.text } : {}) }, { onSuccess: () => { tell(own ? T.withdrawn : T.rejected); onDone(); } });
  };
  return (
    <Dialog title={own ? T.withdrawTitle(proposal.name) : T.rejectTitle(proposal.name)} onClose={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <WhyField label={T.note} {...why.field} />
        <div role="alert" className="field-error">{decide.error ? <ProblemText error={decide.error} /> : null}</div>
        <div className="dialog-foot"><button type="submit" className="button primary" disabled={decide.isPending}>{own ? T.withdraw : T.reject}</button><button type="button" className="button" onClick={onClose}>{en.cancel}</button></div>
      </form>
    </Dialog>
  );
}
