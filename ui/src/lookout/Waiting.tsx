import { Link } from "@tanstack/react-router";
import { stamp } from "../app/format";
import { useZone } from "../app/status";
import { Notice } from "../components/States";
import { en, word } from "../i18n/en";
import { useProposals } from "./queries";

/** Says on an entry's own page that a change of it waits for a second person. */
export function Waiting({ id }: { id: string }) {
  const query = useProposals("waiting");
  const zone = useZone();
  const waiting = query.data?.pages.flatMap((page) => page.items).filter((proposal) => proposal.entry_id === id) ?? [];
  if (waiting.length === 0) return null;
  return (
    <Notice tone="amber" title={en.entry.waits}>
      {waiting.map((proposal) => <p key={proposal.id}>{en.entry.waiting(word(en.approvals.what, proposal.what), proposal.by, stamp(proposal.at, zone))}</p>)}
      <p><Link to="/approvals" search={{}}>{en.entry.seeApprovals}</Link></p>
    </Notice>
  );
}
