// What is agreed to is said once more before it counts.
import type { ApiError } from "../api/client";
import type { Entry, Proposal } from "../api/types";
import { tell } from "../components/Announce";
import { Dialog } from "../components/Dialog";
import { Facts, Kbd } from "../components/Page";
import { ProblemText } from "../components/States";
import { en, word } from "../i18n/en";
import { Diff } from "./Diff";
import { fieldsOf, isFinal } from "./proposal";
import { useAgreed } from "./ProposalFacts";
import { useDecideProposal } from "./queries";

const T = en.approvals;

interface Props { proposal: Proposal; now: Entry | undefined; onDone: () => void; onRefused: (error: ApiError) => void; onClose: () => void }

/** Enter confirms, Esc leaves. A refusal that trying again cannot mend goes back to the card. */
export function ApproveDialog({ proposal, now, onDone, onRefused, onClose }: Props) {
  const decide = useDecideProposal();
  const agreed = useAgreed(proposal.entry?.hand ?? now?.hand, proposal.what === "end" ? en.entryForm.always : T.atOnce);
  const fields = fieldsOf(proposal, now);
  const submit = () => {
    if (decide.isPending) return;
    decide.mutate({ id: proposal.id, approve: true }, {
      onSuccess: () => { tell(T.approved(proposal.name)); onDone(); },
      onError: (error) => { if (isFinal(error)) onRefused(error); },
    });
  };
  return (
    <Dialog title={word(T.approveTitle, proposal.what)} onClose={onClose}>
      <form className="approve" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Facts items={[
          [en.fields["name"]!, <bdi key="n">{proposal.name}</bdi>],
          [en.query.list, proposal.list ?? now?.list ?? null],
          ...agreed,
        ]} />
        {fields.length > 0 ? <div className="proposal-diff"><Diff fields={fields} /></div> : null}
        <p className="pad">{proposal.what === "end" ? T.endsAtOnce : T.countsFor}</p>
        <div role="alert" className="field-error">{decide.error && !isFinal(decide.error) ? <ProblemText error={decide.error} /> : null}</div>
        <div className="dialog-foot">
          <button type="submit" className="button primary" data-focus aria-disabled={decide.isPending}>{T.approve} <Kbd>Enter</Kbd></button>
          <button type="button" className="button" onClick={onClose}>{en.cancel} <Kbd>Esc</Kbd></button>
        </div>
      </form>
    </Dialog>
  );
}
