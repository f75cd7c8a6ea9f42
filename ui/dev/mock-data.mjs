// A small invented day at an invented port, for developing the console
// without a server. Nobody here exists.

let seed = 7;
const random = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648);
const pick = (list) => list[Math.floor(random() * list.length)];
const between = (low, high) => low + Math.floor(random() * (high - low + 1));
let serial = 0;
export const uuid = () => `01900000-0000-7000-8000-${(++serial).toString(16).padStart(12, "0")}`;

export const ZONE = "Europe/Lisbon";
const HOME = { code: "VRA", name: "Vera Bay", country: "PRT", zone: ZONE };
const PLACES = [
  ["NOK", "Nordkall", "NOR", "Europe/Oslo"], ["TZI", "Tazirt", "MAR", "Africa/Casablanca"], ["KVB", "Kavarna Bay", "BGR", "Europe/Sofia"],
  ["QLM", "Quelim", "BRA", "America/Sao_Paulo"], ["DRB", "Darbun", "JOR", "Asia/Amman"], ["HSM", "Halsmer", "NLD", "Europe/Amsterdam"], ["OPA", "Opawa", "NZL", "Pacific/Auckland"],
].map(([code, name, country, zone]) => ({ code, name, country, zone }));
const CARRIERS = ["VB", "NK", "TZ", "QX"];
const SURNAMES = ["LINDQVARD", "OKEMBA", "TAZIRTI", "MORVANE", "HALSTEN", "KAVARNOV", "QUELIMES", "DARBANI", "PETROSKA", "ALMERIDA", "YOSHIKURA", "NDIRANGO", "VELASTEGUI", "BRANKOVAR", "SIDDIQAN"];
const GIVEN = ["ANNA MARIE", "JONAS", "SALIMA", "DIMITAR", "RUI", "NOOR", "IVAN", "MIRJAM", "TEODOR", "LEILA", "KENJI", "AMARA", "PAULA", "STEFAN"];
const NATIONS = ["NOR", "MAR", "BGR", "BRA", "JOR", "NLD", "NZL", "PRT"];

const dayStart = new Date(); dayStart.setUTCHours(0, 0, 0, 0);
export const now = () => Date.now();
const offsetOf = (zone, at) => {
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" }).formatToParts(new Date(at)).map((p) => [p.type, p.value]));
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - Math.floor(at / 1000) * 1000;
};
const portTime = (utc, zone) => ({ local: new Date(utc + offsetOf(zone, utc)).toISOString().slice(0, 19), zone, utc: new Date(utc).toISOString() });
const iso = (at) => new Date(at).toISOString();

export const db = { flights: [], travelers: [], messages: [], contents: new Map(), hits: [], lists: [], entries: [], imports: [], changes: new Map(), accounts: [], journal: [] };

const ENTRIES = [
  ["Salima TAZIRTI", ["سليمة تازيرتي", "Selima Tazerti"], "1984-03-12", "MAR", "female"],
  ["Dimitar KAVARNOV", ["Димитър Каварнов", "Dimitri Kavarnoff"], "1979", "BGR", "male"],
  ["Ivan PETROSKA", ["Иван Петроска", "Iwan Petrosca"], "1990-11-02", "BGR", "male"],
  ["Noor DARBANI", ["نور دارباني"], "circa 1988", "JOR", "female"],
  ["Rui ALMERIDA", [], "1971-06-30", "BRA", "male"],
  ["Kenji YOSHIKURA", ["吉倉健二"], "1966-01-19", "NZL", "male"],
];

function entries(list) {
  for (const [i, [name, others, birth, nation, gender]] of ENTRIES.entries()) {
    db.entries.push({
      id: uuid(), list_id: list.id, list: list.name, external_id: `DW-${1040 + i * 7}`, name, schema: "person",
      names: [{ value: name, kind: "primary" }, ...others.map((value, k) => ({ value, kind: k === 0 && /[^\x00-\x7f]/.test(value) ? "orig" : "aka" }))],
      gender, births: [birth], nationalities: [nation], documents: i % 2 ? [] : [{ kind: "passport", number: `${nation[0]}${between(1000000, 9999999)}`, issuer: nation }],
      remarks: i === 0 ? "Seen using the second spelling on tickets. Known to travel with a relative." : null, state: i === 5 ? "removed" : "active", version: 1 + (i % 3), first_import: null, last_import: null,
    });
  }
}

/** Writes segments and remembers where each person's fields stand. */
class Writer {
  text = ""; people = [];
  seg(body) { this.text += `${body}'\r\n`; }
  person(p) {
    const start = this.text.length, sources = [];
    const put = (field, before, value, after) => { sources.push({ field, offset: this.text.length + before.length, len: value.length }); this.text += before + value + after; };
    put("surname", "NAD+FL+++", p.surname, ":"); put("given", "", p.given.split(" ")[0], `${p.given.includes(" ") ? `:${p.given.split(" ")[1]}` : ""}'\r\n`);
    put("gender", "ATT+2++", p.gender, "'\r\n");
    put("birth", "DTM+329:", p.birth.slice(2).replaceAll("-", ""), "'\r\n");
    this.text += `LOC+178+${p.embark}'\r\nLOC+179+${p.debark}'\r\n`;
    put("nationality", "NAT+2+", p.nationality, "'\r\n");
    this.text += `RFF+AVF:${p.locator}'\r\n`;
    if (p.documents[0]) { put("documents[0].number", "DOC+P:110:111+", p.documents[0].number, "'\r\n"); this.text += `DTM+36:310412'\r\n`; put("documents[0].issuer", "LOC+91+", p.documents[0].issuer, "'\r\n"); }
    this.people.push({ span: { offset: start, len: this.text.length - start }, sources });
  }
}

function manifest(flight, people, at) {
  const w = new Writer(), id = uuid();
  w.text = "QK VRAXSVB\r\n.HDQAPVB 220914\r\n";
  for (const body of ["UNA:+.? ", "UNB+UNOA:4+VBAPIS:ZZ+PORTAPIS:ZZ+261122:0914+000418++APIS", "UNH+1+PAXLST:D:02B:UN:IATA", "BGM+745", "NAD+MS+++DUTY OFFICE VB", "COM+351 555 0100:TE+DUTY@VB.EXAMPLE:EM", `TDT+20+${flight.carrier}${flight.number}`, `LOC+125+${flight.from.code}`, "DTM+189:2611220610:201", `LOC+87+${flight.to.code}`, "DTM+232:2611220855:201"]) w.seg(body);
  for (const p of people) w.person(p);
  for (const body of [`CNT+42:${people.length}`, "UNT+88+1", "UNZ+1+000418"]) w.seg(body);
  people.forEach((p, i) => Object.assign(p, { message_id: id, listed_by: id, changed_at: iso(at), ...w.people[i] }));
  db.contents.set(id, Buffer.from(w.text, "latin1"));
  const warnings = random() < 0.5 ? [{ code: "count-mismatch", offset: w.text.indexOf("CNT+42"), text: `CNT says ${people.length + 1} people, ${people.length} were listed` }, { code: "two-digit-year", offset: w.text.indexOf("DTM+329"), text: "A two-digit year was read as the latest that is not in the future" }] : [];
  db.messages.push({ id, received_at: iso(at), source: "http", file_name: `${flight.carrier}${flight.number}-pax.edi`, kind: "PAXLST", function: "passenger list", refused: null, repeated: false, flights: [flight.id], persons: people.length, added: people.length, changed: 0, dropped: 0, unchanged: 0, warnings, bytes: w.text.length });
  return warnings.length;
}

function person(flight) {
  const nationality = pick(NATIONS);
  return {
    id: uuid(), flight_id: flight.id, role: random() < 0.08 ? "crew" : "passenger", transit: false, surname: pick(SURNAMES), given: pick(GIVEN), name_pending: false,
    birth: `${between(1950, 2012)}-${String(between(1, 12)).padStart(2, "0")}-${String(between(1, 28)).padStart(2, "0")}`, gender: pick(["F", "M"]), nationality, residence: nationality,
    documents: random() < 0.95 ? [{ kind: "passport", stated: "P", number: `${nationality[0]}${between(1000000, 9999999)}`, issuer: nationality, expiry: "2031-04-12" }] : [],
    locator: `${pick("ABCDEFGHJK")}${between(10000, 99999)}`, seat: `${between(1, 32)}${pick("ABCDEF")}`, embark: flight.from.code, debark: flight.to.code, state: random() < 0.04 ? "dropped" : "listed", dropped_by: null, sources: [],
    hits: { open: 0, decided: 0, top_score: null, state: null },
  };
}

const STATES = ["new", "new", "new", "in_review", "possible", "not_a_match", "confirmed"];
function hit(flight, traveler, entry, wanted) {
  const [given, surname] = [entry.names[0].value.split(" ")[0].toUpperCase(), entry.names[0].value.split(" ").at(-1)];
  Object.assign(traveler, { surname: wanted > 0.8 ? surname : surname.replace("V", "W"), given });
  const exact = wanted > 0.85, state = pick(STATES);
  const compare = (field, a, b, agreement) => ({ field, traveler: a, entry: b, agreement });
  if (exact && /^\d{4}-/.test(entry.births[0])) traveler.birth = entry.births[0];
  if (exact) traveler.nationality = entry.nationalities[0];
  const birthSame = traveler.birth === entry.births[0];
  const near = !birthSame && traveler.birth.slice(0, 4) === entry.births[0].slice(-4);
  const id = uuid();
  db.hits.push({
    id, version: 1, score: wanted, state, carried: random() < 0.1,
    flight: { id: flight.id, carrier: flight.carrier, number: flight.number, from: flight.from, to: flight.to, at: flight.at },
    traveler: { id: traveler.id, surname: traveler.surname, given: traveler.given, birth: traveler.birth, nationality: traveler.nationality, role: traveler.role },
    entry: { id: entry.id, list: entry.list, external_id: entry.external_id, name: entry.names[0].value, category: db.hits.length % 5 === 0 ? "detain" : db.hits.length % 5 === 1 ? "refer" : null, grave: db.hits.length % 5 === 0, state: "active", state_at: null },
    reviewer: state === "in_review" ? { id: "other", name: "R. Oduya" } : null, created: iso(now() - between(5, 300) * 60000), updated: iso(now()), stale: false,
    parts: [
      { feature: "surname", agreement: exact ? "agree" : "near", weight: exact ? 0.42 : 0.31, text: exact ? "surname equal after transliteration" : "surname one letter off" },
      { feature: "given", agreement: "agree", weight: 0.24, text: "given name equal" },
      { feature: "birth", agreement: birthSame ? "agree" : near ? "near" : "differ", weight: birthSame ? 0.2 : near ? 0.06 : -0.12, text: birthSame ? "date of birth equal" : near ? "only the year of birth agrees" : "date of birth differs" },
      { feature: "nationality", agreement: traveler.nationality === entry.nationalities[0] ? "agree" : "differ", weight: traveler.nationality === entry.nationalities[0] ? 0.07 : -0.03, text: traveler.nationality === entry.nationalities[0] ? "nationality agrees" : "nationality differs" },
      { feature: "document", agreement: "unknown", weight: 0, text: "no document number to compare" },
    ],
    comparison: [
      compare("surname", [traveler.surname], [surname], exact ? "agree" : "near"), compare("given", [traveler.given], [given], "agree"),
      compare("birth", [traveler.birth], entry.births, birthSame ? "agree" : near ? "near" : "differ"), compare("gender", [traveler.gender], [entry.gender === "female" ? "F" : "M"], traveler.gender === (entry.gender === "female" ? "F" : "M") ? "agree" : "differ"),
      compare("nationality", [traveler.nationality], entry.nationalities, traveler.nationality === entry.nationalities[0] ? "agree" : "differ"),
      compare("documents", traveler.documents.map((d) => `${d.number} (${d.issuer})`), entry.documents.map((d) => `${d.number} (${d.issuer})`), "unknown"),
    ],
    traveler_full: { ...traveler }, entry_full: { ...entry, schema: entry.schema }, matched_name: entry.names.at(-1).value,
    history: state === "new" ? [] : [{ at: iso(now() - 600000), by: "R. Oduya", from: "new", to: state, reason: state === "not_a_match" ? "different_birth_date" : "insufficient_data", note: null }],
    source: null, next_open: null, traveler_ref: traveler,
  });
  flight.hits[state]++; flight.hits.top_score = Math.max(flight.hits.top_score ?? 0, wanted);
  const open = ["new", "in_review"].includes(state);
  Object.assign(traveler.hits, { open: open ? 1 : 0, decided: open ? 0 : 1, top_score: wanted, state });
}

export function build() {
  const list = { id: uuid(), name: "demo-watch", title: "Demonstration watchlist", format: "jsonl", entries: ENTRIES.length, version: 3, updated: iso(now() - 5 * 3600000), last_import: null };
  const old = { id: uuid(), name: "harbour-notices", title: "Harbour notices", format: "jsonl", entries: 212, version: 1, updated: iso(now() - 12 * 86400000), last_import: null };
  db.lists.push(list, old);
  entries(list);
  for (let i = 0; i < 34; i++) {
    const arrival = i % 3 !== 2, other = pick(PLACES), utc = dayStart.getTime() + between(20, 1420) * 60000;
    const [from, to] = arrival ? [other, HOME] : [HOME, other];
    const flight = {
      id: uuid(), carrier: pick(CARRIERS), number: String(between(100, 989)), from, to, direction: arrival ? "arrival" : "departure",
      departure: portTime(arrival ? utc - 9000000 : utc, from.zone), arrival: portTime(arrival ? utc : utc + 9000000, to.zone), at: null, cancelled: i === 11,
      manifest: { state: "received", attention: null, passengers_at: iso(utc - between(30, 600) * 60000), crew_at: iso(utc - between(30, 600) * 60000), messages: between(1, 4), refused: 0, warnings: 0, last_message_at: iso(utc - 3600000) },
      people: { passengers: 0, crew: 0, dropped: 0 }, hits: { new: 0, in_review: 0, possible: 0, confirmed: 0, not_a_match: 0, top_score: null },
    };
    flight.at = arrival ? flight.arrival : flight.departure;
    db.flights.push(flight);
    if (i % 9 === 3) { Object.assign(flight.manifest, { state: "missing", attention: i === 12 ? null : "missing", passengers_at: null, crew_at: null, messages: 0, last_message_at: null }); continue; }
    if (i % 9 === 5) flight.manifest.attention = "late";
    if (i % 9 === 7) flight.manifest.attention = "stale";
    if (i === 6) flight.manifest.refused = 1;
    if (i % 4 === 1) flight.manifest.state = "closed";
    const people = Array.from({ length: between(30, 90) }, () => person(flight));
    const hits = i % 3 === 0 ? between(1, 3) : 0;
    for (let h = 0; h < hits; h++) hit(flight, people[h], db.entries[(i + h) % db.entries.length], Math.round((0.7 + random() * 0.29) * 100) / 100);
    flight.manifest.warnings = manifest(flight, people, utc - 3600000);
    db.travelers.push(...people);
    Object.assign(flight.people, { passengers: people.filter((p) => p.role === "passenger" && p.state === "listed").length, crew: people.filter((p) => p.role === "crew").length, dropped: people.filter((p) => p.state === "dropped").length });
  }
  db.flights.sort((a, b) => (a.at.utc < b.at.utc ? -1 : 1));
  for (const h of db.hits) { h.source = { message_id: h.traveler_ref.message_id, span: h.traveler_ref.span, sources: h.traveler_ref.sources }; delete h.traveler_ref; }
  db.hits.sort((a, b) => b.score - a.score);
  for (const reason of ["no recoverable flight: no TDT segment was found", "not EDIFACT: no UNB or UNH segment was found"]) {
    const id = uuid(), text = reason.startsWith("not") ? "<html><body>502 Bad Gateway</body></html>\n" : "UNB+UNOA:4+QXAPIS+PORTAPIS+261122:0701+77'\nUNH+1+PAXLST:D:02B:UN'\nBGM+745'\nNAD+FL+++MORVANE:RUI'\nUNT+3+1'\nUNZ+1+77'\n";
    db.contents.set(id, Buffer.from(text));
    db.messages.push({ id, received_at: iso(now() - between(10, 200) * 60000), source: "folder", file_name: `broken-${id.slice(-3)}.edi`, kind: reason.startsWith("not") ? null : "PAXLST", function: null, refused: reason, repeated: false, flights: [], persons: 0, added: 0, changed: 0, dropped: 0, unchanged: 0, warnings: [{ code: "refused", offset: 0, text: reason }], bytes: text.length });
  }
  db.messages.sort((a, b) => (a.received_at < b.received_at ? 1 : -1));
  importOf(list, { added: 1, changed: 2, removed: 1, unchanged: 3, warnings: 1 }, "watch-november.jsonl");
  byHand();
  db.accounts.push(
    { id: "me", name: "analyst", display: "A. Lindqvard", roles: ["analyst", "supervisor", "list_manager"], disabled: false, created: iso(now() - 9e8) },
    { id: "other", name: "oduya", display: "R. Oduya", roles: ["analyst"], disabled: false, created: iso(now() - 8e8) },
    { id: "gone", name: "former", display: "K. Former", roles: ["officer"], disabled: true, created: iso(now() - 2e9) },
  );
  for (let i = 1; i <= 60; i++) db.journal.push({ sequence: i, at: iso(now() - (61 - i) * 40000), actor: { id: "me", name: pick(["analyst", "oduya"]) }, purpose: pick(["screening", "review"]), cause: pick(["GET /api/v1/hits?state", "POST /api/v1/messages", `POST /api/v1/hits/${db.hits[0]?.id}/decision`, "POST /api/v1/session refused", "manifest-0711.edi"]), writes: [{ kind: "hit", id: db.hits[0]?.id, version: 2, deleted: false }], writes_total: 1, events: ["screening.hit-decided"], hash: Array.from({ length: 64 }, () => pick("0123456789abcdef")).join("") });
}

/** A list kept by hand: each change of it is an import without files. */
function byHand() {
  const own = { id: uuid(), name: "own", title: "Own entries", format: "by-hand", entries: 9, version: 14, updated: iso(now() - 540000), last_import: null };
  db.lists.push(own);
  for (let i = 1; i <= 14; i++) db.imports.push({ id: uuid(), list_id: own.id, list: own.name, format: own.format, files: [], at: iso(now() - i * 540000), by: i % 3 ? "A. Lindqvard" : "R. Oduya", counts: { added: i % 2, changed: 1 - (i % 2), removed: 0, unchanged: 0, warnings: 0 }, warnings: [] });
}

export function importOf(list, counts, file) {
  const item = { id: uuid(), list_id: list.id, list: list.name, format: list.format, files: [{ name: file, bytes: 20480, sha256: "5f0c1e77a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c" }], at: iso(now()), by: "A. Lindqvard", counts, warnings: counts.warnings ? [{ code: "date", offset: 1814, text: "date of birth “31 November 1970” does not exist; kept as text" }] : [] };
  db.imports.unshift(item);
  list.last_import = item; list.updated = item.at;
  const [a, b, c, d] = db.entries;
  db.changes.set(item.id, [
    { entry_id: a.id, external_id: a.external_id, name: a.names[0].value, change: "added", fields: [] },
    { entry_id: b.id, external_id: b.external_id, name: b.names[0].value, change: "changed", fields: [{ field: "names", before: ["Dimitar KAVARNOV", "Dimitri Kavarnof"], after: ["Dimitar KAVARNOV", "Dimitri Kavarnoff", "Димитър Каварнов"] }, { field: "births", before: ["1978"], after: ["1979"] }] },
    { entry_id: c.id, external_id: c.external_id, name: c.names[0].value, change: "changed", fields: [{ field: "documents", before: [], after: ["B4410231 (BGR)"] }] },
    { entry_id: d.id, external_id: d.external_id, name: d.names[0].value, change: "removed", fields: [] },
  ]);
  return item;
}

export function previewOf(list, file) {
  const [a, b] = db.entries;
  return {
    list: list.name, known: list.title, version: list.version, format: list.format, published: null, kept: 0,
    files: [{ name: file, bytes: 20480, sha256: "5f0c1e77a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c" }],
    counts: { added: 1, changed: 2, removed: 1, unchanged: 3, warnings: 1 },
    warnings: [{ code: "bad-date", offset: 1814, text: "line 12: date of birth “31 November 1970” does not exist; left out" }],
    changes: [
      { external_id: a.external_id, name: a.names[0].value, change: "added", fields: [] },
      { external_id: b.external_id, name: b.names[0].value, change: "changed", fields: [{ field: "births", before: ["1978"], after: ["1979"] }] },
    ],
  };
}
