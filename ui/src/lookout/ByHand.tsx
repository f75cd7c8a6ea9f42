// What an entry made by hand says besides what is matched on, what can be
// done with it, and every form it had.
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Entry } from "../api/types";
import { dayIn, longDay, stamp } from "../app/format";
import { useKeys } from "../app/keys";
import { useMay } from "../app/session";
import { useZone } from "../app/status";
import { tell } from "../components/Announce";
import { MoreButton } from "../components/Controls";
import { Dialog } from "../components/Dialog";
import { Icon } from "../components/Icon";
import { Facts, Kbd, Panel } from "../components/Page";
import { ProblemText, Query } from "../components/States";
import { Status } from "../components/Status";
import { en, word } from "../i18n/en";
import { Diff } from "./Diff";
import { lastDay } from "./draft";
import { useEndEntry, useVersions } from "./queries";
import { useWhy, WhyField } from "./WhyField";

const T = en.entryForm;

export function Category({ code, grave }: { code: string; grave: boolean }) {
  return <Status tone={grave ? "red" : "blue"} icon={grave ? "alert" : "eye"}>{word(en.category, code)}</Status>;
}

export function HandPanel({ entry }: { entry: Entry }) {
  const { hand } = entry;
  const zone = useZone();
  const may = useMay();
  const navigate = useNavigate();
  const [ending, setEnding] = useState(false);
  const writes = may("entry:write") && hand != null;
  useKeys({ e: () => { if (writes) void navigate({ to: "/entries/$id/edit", params: { id: entry.id } }); }, x: () => { if (writes && !hand.ended) setEnding(true); } });
  if (!hand) return null;
  return (
    <>
      <Panel
        id="hand-head" title={T.purpose}
        actions={writes ? (
          <span className="button-row">
            <Link className="button small" to="/entries/$id/edit" params={{ id: entry.id }}>{T.edit} <Kbd>e</Kbd></Link>
            {hand.ended ? null : <button type="button" className="button small" onClick={() => setEnding(true)}>{T.end} <Kbd>x</Kbd></button>}
          </span>
        ) : undefined}
      >
        <Facts items={[
          [T.category, <Category key="c" code={hand.category} grave={hand.grave} />],
          [T.from, hand.valid_from ? longDay(dayIn(zone, Date.parse(hand.valid_from))) : T.always],
          [T.until, hand.valid_until ? longDay(lastDay(zone, hand.valid_until)) : T.noEnd],
          [T.by, hand.by], [T.approvedBy, hand.approved_by ?? (hand.grave ? en.unknown : T.notNeeded)],
        ]} />
        <p className="pad prose"><strong>{T.reason}:</strong> {hand.reason}</p>
      </Panel>
      <Panel id="versions-head" title={T.versions}><Versions id={entry.id} /></Panel>
      {ending ? <EndDialog entry={entry} grave={hand.grave} onClose={() => setEnding(false)} /> : null}
    </>
  );
}

function EndDialog({ entry, grave, onClose }: { entry: Entry; grave: boolean; onClose: () => void }) {
  const end = useEndEntry(entry.id);
  const why = useWhy("end-reason", true);
  const navigate = useNavigate();
  const submit = () => {
    if (!why.given() || end.isPending) return;
    end.mutate({ version: entry.version, reason: why.text }, {
      onSuccess: ({ proposal_id }) => {
        tell(proposal_id ? T.waiting : T.ended);
        onClose();
        if (proposal_id) void navigate({ to: "/approvals", search: {} });
      },
    });
  };
  return (
    <Dialog title={T.endTitle(entry.name)} onClose={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <WhyField label={T.endReason} {...why.field} />
        {grave ? <p className="hint"><Icon name="lock" size={14} /> {T.secondHint}</p> : null}
        <div role="alert" className="field-error">{end.error ? <ProblemText error={end.error} /> : null}</div>
        <div className="dialog-foot"><button type="submit" className="button primary" disabled={end.isPending}>{grave ? T.propose : T.end}</button><button type="button" className="button" onClick={onClose}>{en.cancel}</button></div>
      </form>
    </Dialog>
  );
}

function Versions({ id }: { id: string }) {
  const query = useVersions(id);
  const zone = useZone();
  return (
    <>
      <Query query={query}>
        {(data) => (
          <ol className="changes">
            {data.pages.flatMap((page) => page.items).map((version) => (
              <li key={version.version}>
                <p className="change-head"><span>{en.lists.version} {version.version}: {word(T.what, version.what)}</span> <span className="quiet">{stamp(version.at, zone, true)} · {version.by ?? T.time}{version.approved_by ? ` · ${T.approved(version.approved_by)}` : ""}</span></p>
                {version.fields.length > 0 ? <Diff fields={version.fields} /> : null}
              </li>
            ))}
          </ol>
        )}
      </Query>
      <MoreButton query={query} />
    </>
  );
}
