// Everything that a proposal holds: nobody approves what they have not seen.
import type { Entry, Proposal } from "../api/types";
import { dayIn, longDay, stamp } from "../app/format";
import { useZone } from "../app/status";
import { Facts } from "../components/Page";
import { en, word } from "../i18n/en";
import { Category } from "./ByHand";
import { lastDay } from "./draft";

const T = en.approvals;
type Items = [string, React.ReactNode][];
type Hand = NonNullable<Entry["hand"]>;

/** What an officer does, and from when to when; `begins` is said where no day is set. */
export function useAgreed(hand: Hand | null | undefined, begins: string): Items {
  const zone = useZone();
  if (!hand) return [];
  return [
    [en.entryForm.category, <Category key="c" code={hand.category} grave={hand.grave} />],
    [en.entryForm.from, hand.valid_from ? longDay(dayIn(zone, Date.parse(hand.valid_from))) : begins],
    [en.entryForm.until, hand.valid_until ? longDay(lastDay(zone, hand.valid_until)) : en.entryForm.noEnd],
  ];
}

/** Who asks, when, for which list, and who decided. */
export function Asked({ proposal, list }: { proposal: Proposal; list: string | null | undefined }) {
  const zone = useZone();
  const { entry } = proposal;
  return (
    <Facts items={[
      [T.by, `${proposal.by}, ${stamp(proposal.at, zone)}`],
      ...(list ? [[en.query.list, list]] as Items : []),
      ...(entry?.external_id ? [[en.lists.identifier, <span key="id" className="mono">{entry.external_id}</span>]] as Items : []),
      ...(proposal.decided_by ? [[T.decided, `${proposal.decided_by}${proposal.decided_at ? `, ${stamp(proposal.decided_at, zone)}` : ""}`]] as Items : []),
    ]} />
  );
}

/** All that an entry would say, or says. */
export function Whole({ entry, title, begins = T.atOnce }: { entry: Entry; title: string; begins?: string }) {
  const agreed = useAgreed(entry.hand, begins);
  return (
    <section className="proposal-whole">
      <h3>{title}</h3>
      <Facts items={[
        ...agreed,
        [en.fields["schema"]!, word(en.entryForm.schemas, entry.schema)],
        [en.fields["names"]!, entry.names.length === 0 ? en.entry.none : <ul key="n">{entry.names.map((name) => <li key={name.kind + name.value}><bdi>{name.value}</bdi> <span className="quiet">{word(en.entry.kinds, name.kind)}</span></li>)}</ul>],
        [en.fields["gender"]!, entry.gender], [en.fields["births"]!, entry.births.join(", ") || null], [en.fields["nationalities"]!, entry.nationalities.join(", ") || null],
        [en.fields["documents"]!, entry.documents.length === 0 ? en.entry.none : (
          <ul key="d">{entry.documents.map((document) => <li key={document.kind + document.number}><span className="mono">{document.number}</span> <span className="quiet">{[word(en.entryForm.documentKinds, document.kind), document.issuer ?? T.noIssuer, document.expiry ? T.expires(document.expiry) : ""].filter(Boolean).join(", ")}</span></li>)}</ul>
        )],
      ]} />
      {entry.hand ? <p className="pad prose"><strong>{en.entryForm.reason}:</strong> {entry.hand.reason}</p> : null}
      <p className="pad prose"><strong>{en.hit.remarks}:</strong> {(entry.hand ? entry.hand.remarks : entry.remarks) || <span className="quiet">{en.none}</span>}</p>
    </section>
  );
}
