// What the mock answers at the desk, for entries by hand and for saved subjects. Nobody here exists.
import { db, now, uuid } from "./mock-data.mjs";

const iso = (at) => new Date(at).toISOString();
const PART = (feature, agreement, weight, text) => ({ feature, agreement, weight, text });
const flightOf = (t) => db.flights.find((f) => f.id === t.flight_id);
const journey = (t) => {
  const f = flightOf(t);
  const hits = db.hits.filter((h) => h.traveler.id === t.id).map(({ id, state, score, entry, stale }) => ({ id, state, score, category: entry.category, grave: entry.grave && !stale, stale }));
  return { flight_id: f.id, carrier: f.carrier, number: f.number, from: f.from?.code ?? null, to: f.to?.code ?? null, at: f.at.local, zone: f.at.zone, listed: t.state !== "dropped", role: t.role, hits };
};

/** Every name that begins with the first word; the first entry as an alert, the last traveler as a near one. */
export function answer(text, empty) {
  const [word = "", ...rest] = text.toLowerCase().split(/\s+/);
  const fits = (name) => name.toLowerCase().includes(word);
  const entries = empty ? [] : db.entries.filter((e) => fits(e.name)).slice(0, 4).map((e, i) => ({
    kind: "entry", id: e.id, group: i === 0 && rest.length > 0 ? "alert" : "begins", score: i === 0 && rest.length > 0 ? 0.91 : null, name: e.name, matched: e.name, names: e.names, births: e.births, gender: e.gender, nationalities: e.nationalities, documents: e.documents,
    parts: rest.length > 0 ? [PART("surname", "agree", 2.9, "surname equal"), PART("birth", "near", 1.2, "only the year of birth agrees")] : [], listing: { list: e.list, external_id: e.external_id, schema: "Person", category: i === 0 ? "detain" : null, grave: i === 0, remarks: e.remarks }, journey: null,
  }));
  const travelers = empty ? [] : db.travelers.filter((t) => fits(t.surname)).slice(0, 4).map((t, i) => ({
    kind: "traveler", id: t.id, group: i === 3 ? "near" : "begins", score: i === 3 ? 0.58 : null, name: `${t.surname}, ${t.given}`, matched: `${t.surname}, ${t.given}`, names: [], births: [t.birth], gender: t.gender, nationalities: [t.nationality], documents: t.documents,
    parts: [PART("surname", "agree", 2.1, "surname equal"), PART("given", "unknown", 0, "given name not compared")], listing: null, journey: journey(t),
  }));
  const asked = word.length > 1;
  return {
    asked, threshold: 0.7, reading: { name: word || null, birth: rest[0] ?? null, gender: null, nationality: null, documents: [], words: [{ field: "name", text: word, value: word }, ...(rest[0] ? [{ field: "birth", text: rest[0], value: rest[0] }] : [])], notes: [] },
    sources: [{ name: "lists", state: "current", detail: null, among: 6, as_of: iso(now()) }, { name: "travelers", state: "behind", detail: "3 listed or changed since", among: db.travelers.length, as_of: iso(now() - 60000) }],
    candidates: asked ? [...entries, ...travelers].sort((a, b) => ["alert", "begins", "near"].indexOf(a.group) - ["alert", "begins", "near"].indexOf(b.group)) : [],
  };
}

export function journeys(t) {
  const of = (other, reasons) => ({ id: other.id, name: `${other.surname}, ${other.given}`, birth: other.birth, nationality: other.nationality, documents: other.documents, journey: journey(other), reasons });
  const other = db.travelers.find((one) => one !== t && one.flight_id !== t.flight_id);
  return [of(t, []), of(other, ["same document number (B1234567)"])];
}

export function history(t) {
  const f = flightOf(t), step = (at, kind, by, text, why, opens) => ({ at: iso(at), kind, by, text, why, traveler_id: t.id, opens });
  return [
    step(now() - 60000, "look", "a.lindqvard", "the traveler", "screening", t.id),
    step(now() - 3600000, "decision", "r.oduya", "DW DW-1040 (0.91): not_a_match", "insufficient_data", db.hits[0].id),
    step(now() - 7200000, "hit", "screening", "DW DW-1040 (0.91): new", null, db.hits[0].id),
    step(now() - 7200000, "message", "VB", "PAXLST listed the person, said what is known now", null, t.message_id ?? db.messages[0].id),
    step(now() - 90000000, "journey", null, `${f.carrier} ${f.number} ${f.from?.code} → ${f.to?.code}`, null, f.id),
  ];
}

export const SAVED = [
  { id: uuid(), text: "tazirti salima 1984", reason: "Asked for by the district court", at: iso(now() - 9e7), until: iso(now() + 9e8), expired: false, found: 2, fresh: 1, changed_at: iso(now() - 600000), seen_at: iso(now() - 9e7) },
  { id: uuid(), text: "doc:B7654321", reason: "Stolen on a train", at: iso(now() - 9e8), until: iso(now() - 9e6), expired: true, found: 0, fresh: 0, changed_at: iso(now() - 9e8), seen_at: iso(now() - 9e8) },
];

// Entries by hand and what waits for a second person: a new one, an own change, an end, and a change that came too late.
const HAND = { category: "detain", grave: true, reason: "Warrant 12 C 34/26", remarks: "Left-handed; carries two phones.", valid_from: null, valid_until: iso(now() + 9e9), ended: false, by: "r.oduya", approved_by: "b.second" };
const LATER = { id: uuid(), format: "by-hand", files: [], at: iso(now() - 900000), by: "R. Oduya", counts: { added: 0, changed: 1, removed: 0, unchanged: 0, warnings: 0 }, warnings: [] };
function byHand(at, version) {
  const own = db.lists.find((list) => list.format === "by-hand");
  db.imports.push({ ...LATER, list_id: own.id, list: own.name });
  const entry = { ...db.entries[at], id: uuid(), schema: "Person", list: own.name, list_id: own.id, external_id: `H-${at}A7F`, hand: HAND, version, gender: "M", first_import: LATER.id, last_import: LATER.id, documents: [{ kind: "passport", number: "X1234567", issuer: "LTU", expiry: "2031-05" }, { kind: "visa", number: "V77", issuer: null }] };
  db.entries.push(entry);
  return entry;
}
let all = null;
function make() {
  const one = (id, by_id, by, what, entry, read) => ({
    id, entry_id: entry.id, what, list: what === "create" ? entry.list : null, name: entry.name, state: "waiting", by, by_id, at: iso(now() - 500000), decided_by: null, decided_at: null, note: null,
    entry: what === "end" ? null : { ...entry, ...(what === "create" ? {} : { list: "", external_id: "" }), version: read, hand: { ...HAND, valid_from: iso(now() + 1e9) } }, reason: what === "end" ? "The warrant was withdrawn" : null,
    fields: what === "change" ? [{ field: "category", before: ["Refer to a second line"], after: ["Detain"] }, { field: "valid_from", before: [], after: [iso(now() + 1e9)] }, { field: "names", before: [`${entry.name} (primary)`], after: [`${entry.name} (primary)`, "THE FOX (weak)"] }] : [],
  });
  const [a, b, c, d] = [byHand(0, 1), byHand(1, 2), byHand(2, 1), byHand(3, 5)];
  return [one("p1", "other", "r.oduya", "create", a, 0), one("p2", db.accounts[0].id, db.accounts[0].name, "change", b, 2), one("p3", "other", "r.oduya", "end", c, 1), one("p4", "other", "r.oduya", "change", d, 4), one("p5", "other", "r.oduya", "change", b, 2), one("p6", "other", "r.oduya", "create", a, 0)];
}

export const proposals = (state) => (all ??= make()).filter((proposal) => proposal.state === state);

/** Null where the proposal cannot be decided so: the last one is refused, as if somebody else had been faster. */
export function decideProposal(id, { approve, note }) {
  const found = (all ??= make()).find((proposal) => proposal.id === id);
  if (approve && id === "p6") return null;
  return Object.assign(found, { state: approve ? "approved" : found.by_id === db.accounts[0].id ? "withdrawn" : "rejected", decided_by: "a.lindqvard", decided_at: iso(now()), note: note ?? null });
}
