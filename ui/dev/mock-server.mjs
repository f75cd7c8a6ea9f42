// A stand-in for the API while developing the console. Not a test of anything
// but the console itself. POST /__mock {"mode":…} switches what it does:
// full · empty · failed · lost (the stream breaks) · silent (it says no more) · setup · slow · conflict.
import { createServer } from "node:http";
import { readFileSync, existsSync } from "node:fs";
import { extname, join } from "node:path";
import { build, db, importOf, previewOf, uuid, ZONE } from "./mock-data.mjs";
import { answer, decideProposal, history, journeys, proposals, SAVED } from "./mock-desk.mjs";

build();
let mode = "full";
let signedIn = process.env.MOCK_SIGNED_IN === "1";
const streams = new Set();
const DIST = join(import.meta.dirname, "..", "dist");
const PERMISSIONS = "status:read session:own events:read flight:list flight:read flight:schedule traveler:read message:list message:read message:submit hit:list hit:read hit:decide hit:assign list:read list:import list:undo entry:read entry:write entry:approve subject:query subject:save traveler:history journal:read account:list account:manage".split(" ");
const session = () => ({ account: db.accounts[0], csrf: "mock", expires: new Date(Date.now() + 3.6e6).toISOString(), permissions: PERMISSIONS });

const send = (res, status, body, type = "application/json") => { res.writeHead(status, { "Content-Type": type }); res.end(body === undefined ? "" : JSON.stringify(body)); };
const problem = (res, status, title, detail) => send(res, status, { type: "/problems/mock", title, status, detail }, "application/problem+json");
const page = (res, items, url) => {
  const limit = Number(url.searchParams.get("limit") ?? 100), from = Number(url.searchParams.get("cursor") ?? 0);
  const all = mode === "empty" ? [] : items;
  send(res, 200, { items: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null });
};
const change = (records) => { for (const res of streams) res.write(`event: change\ndata: ${JSON.stringify({ sequence: 1, at: new Date().toISOString(), records, events: [] })}\n\n`); };
const open = (h) => ["new", "in_review"].includes(h.state);
const detail = (h) => ({ ...h, next_open: db.hits.find((other) => other !== h && ["new", "in_review"].includes(other.state))?.id ?? null });

function decide(h, state, by, reason, note) {
  h.history.push({ at: new Date().toISOString(), by, from: h.state, to: state, reason, note: note ?? null });
  const flight = db.flights.find((f) => f.id === h.flight.id);
  flight.hits[h.state]--; flight.hits[state]++;
  Object.assign(h, { state, version: h.version + 1, updated: new Date().toISOString() });
  change([{ kind: "hit", id: h.id }]);
}

const ROUTES = [
  ["GET", /^\/status$/, (q, res) => send(res, 200, { version: "0.1.0", node: "mock", zone: ZONE, now: new Date().toISOString(), journal_sequence: db.journal.length, index: { entries: 6, names: 13, built_at: new Date().toISOString(), lists: [] } })],
  ["GET", /^\/flights$/, (q, res, url) => page(res, db.flights.filter((f) => f.direction === url.searchParams.get("direction") && f.at.utc >= url.searchParams.get("from") && f.at.utc < url.searchParams.get("to")), url)],
  ["GET", /^\/flights\/([^/]+)$/, (q, res, url, [id]) => send(res, 200, db.flights.find((f) => f.id === id))],
  ["GET", /^\/flights\/([^/]+)\/travelers$/, (q, res, url, [id]) => page(res, db.travelers.filter((t) => t.flight_id === id).sort((a, b) => (b.hits.top_score ?? 0) - (a.hits.top_score ?? 0) || a.surname.localeCompare(b.surname)), url)],
  ["GET", /^\/travelers\/([^/]+)$/, (q, res, url, [id]) => send(res, 200, db.travelers.find((t) => t.id === id))],
  ["GET", /^\/messages$/, (q, res, url) => page(res, db.messages.filter((m) => (!url.searchParams.get("refused") || m.refused) && (!url.searchParams.get("flight") || m.flights.includes(url.searchParams.get("flight")))), url)],
  ["GET", /^\/messages\/([^/]+)$/, (q, res, url, [id]) => send(res, 200, db.messages.find((m) => m.id === id))],
  ["GET", /^\/messages\/([^/]+)\/content$/, (q, res, url, [id]) => send(res, 200, { id, base64: db.contents.get(id).toString("base64"), bytes: db.contents.get(id).length })],
  ["GET", /^\/hits$/, (q, res, url) => { const s = url.searchParams.get("state"), f = url.searchParams.get("flight"); page(res, db.hits.filter((h) => (s === "all" || (s === "open" ? open(h) : h.state === s)) && (!f || h.flight.id === f)), url); }],
  ["GET", /^\/hits\/([^/]+)$/, (q, res, url, [id]) => send(res, 200, detail(db.hits.find((h) => h.id === id)))],
  ["POST", /^\/hits\/([^/]+)\/claim$/, (q, res, url, [id]) => { const h = db.hits.find((x) => x.id === id); h.reviewer = { id: "me", name: "A. Lindqvard" }; decide(h, "in_review", "A. Lindqvard"); send(res, 200, detail(h)); }],
  ["POST", /^\/hits\/([^/]+)\/decision$/, (q, res, url, [id], body) => {
    const h = db.hits.find((x) => x.id === id), { version, state, reason, note } = JSON.parse(body);
    if (mode === "conflict") { mode = "full"; decide(h, "possible", "R. Oduya", "insufficient_data"); }
    if (version !== h.version) return problem(res, 409, "The hit has changed", "Somebody decided it since you read it.");
    decide(h, state, "A. Lindqvard", reason, note); send(res, 200, detail(h));
  }],
  ["GET", /^\/lists$/, (q, res, url) => page(res, db.lists, url)],
  ["GET", /^\/lists\/([^/]+)$/, (q, res, url, [id]) => send(res, 200, db.lists.find((l) => l.id === id))],
  ["GET", /^\/lists\/([^/]+)\/entries$/, (q, res, url, [id]) => page(res, db.entries.filter((e) => e.list_id === id && JSON.stringify(e).toLowerCase().includes((url.searchParams.get("q") ?? "").toLowerCase())), url)],
  ["GET", /^\/entries\/([^/]+)$/, (q, res, url, [id]) => send(res, 200, db.entries.find((e) => e.id === id))],
  ["POST", /^\/imports$/, (q, res) => send(res, 201, importOf(db.lists[0], { added: 1, changed: 2, removed: 1, unchanged: 3, warnings: 0 }, "e2e.jsonl"))],
  ["POST", /^\/imports\/preview$/, (q, res) => send(res, 200, previewOf(db.lists[0], "e2e.jsonl"))],
  ["POST", /^\/imports\/([^/]+)\/undo$/, (q, res, url, [id]) => { const undone = db.imports.find((i) => i.id === id); const made = importOf(db.lists[0], { added: 1, changed: 2, removed: 1, unchanged: 3, warnings: 0 }, ""); Object.assign(made, { files: [], format: "undo", undo_of: id }); undone.undone_by = made.id; send(res, 201, made); }],
  ["GET", /^\/imports$/, (q, res, url) => page(res, db.imports, url)],
  ["GET", /^\/imports\/([^/]+)$/, (q, res, url, [id]) => send(res, 200, db.imports.find((i) => i.id === id))],
  ["GET", /^\/imports\/([^/]+)\/changes$/, (q, res, url, [id]) => page(res, (db.changes.get(id) ?? []).filter((c) => !url.searchParams.get("change") || c.change === url.searchParams.get("change")), url)],
  ["GET", /^\/travelers\/([^/]+)\/journeys$/, (q, res, url, [id]) => send(res, 200, { items: mode === "empty" ? [] : journeys(db.travelers.find((t) => t.id === id)) })],
  ["GET", /^\/travelers\/([^/]+)\/history$/, (q, res, url, [id]) => page(res, history(db.travelers.find((t) => t.id === id)), url)],
  ["POST", /^\/subjects\/query$/, (q, res, url, m, body) => send(res, 200, answer(JSON.parse(body).text, mode === "empty"))],
  ["GET", /^\/saved-subjects$/, (q, res, url) => page(res, SAVED, url)],
  ["POST", /^\/entries\/births$/, (q, res, url, m, body) => send(res, 200, { births: JSON.parse(body).texts.map((text) => ({ text, value: /^\d\d\.\d\d\.\d{4}$/.test(text) ? text.split(".").reverse().join("-") : null })) })],
  ["GET", /^\/entries\/([^/]+)\/versions$/, (q, res, url) => page(res, [], url)],
  ["POST", /^\/proposals\/([^/]+)\/decision$/, (q, res, url, [id], body) => { const done = decideProposal(id, JSON.parse(body)); if (done) send(res, 200, done); else problem(res, 409, "Changed by somebody else meanwhile", "the entry was changed since you opened it (it is at version 2 now): look again"); }],
  ["GET", /^\/proposals\/count$/, (q, res) => send(res, 200, { waiting: proposals("waiting").length })],
  ["GET", /^\/proposals$/, (q, res, url) => page(res, proposals(url.searchParams.get("state")), url)],
  ["GET", /^\/journal$/, (q, res, url) => page(res, db.journal.filter((l) => l.sequence > Number(url.searchParams.get("after") ?? 0)), new URL("http://x/?limit=100"))],
  ["GET", /^\/accounts$/, (q, res, url) => page(res, db.accounts, url)],
  ["POST", /^\/accounts$/, (q, res, url, m, body) => { if (db.accounts.some((one) => one.name === JSON.parse(body).name)) return send(res, 409, { type: "/problems/taken", title: "It exists already", status: 409, detail: `an account ${JSON.parse(body).name} exists`, errors: [{ field: "name", detail: `an account ${JSON.parse(body).name} exists` }] }); const a = { id: uuid(), disabled: false, created: new Date().toISOString(), ...JSON.parse(body) }; delete a.password; db.accounts.push(a); send(res, 201, a); }],
  ["PATCH", /^\/accounts\/([^/]+)$/, (q, res, url, [id], body) => send(res, 200, Object.assign(db.accounts.find((a) => a.id === id), JSON.parse(body)))],
];

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
function file(res, path) {
  const found = join(DIST, path), name = path !== "/" && existsSync(found) ? found : join(DIST, "index.html");
  res.writeHead(200, { "Content-Type": TYPES[extname(name)] ?? "application/octet-stream", "Content-Security-Policy": "default-src 'self'" });
  res.end(readFileSync(name));
}

createServer(async (req, res) => {
  const url = new URL(req.url, "http://mock");
  let body = "";
  if (!(req.headers["content-type"] ?? "").startsWith("multipart")) for await (const chunk of req) body += chunk;
  else for await (const chunk of req) void chunk;
  if (url.pathname === "/__mock") {
    mode = JSON.parse(body).mode;
    if (mode === "signed-out" || mode === "setup") signedIn = false;
    if (mode === "lost") { for (const stream of streams) stream.destroy(); streams.clear(); }
    return send(res, 200, { mode });
  }
  if (!url.pathname.startsWith("/api/v1")) return file(res, url.pathname);
  const path = url.pathname.slice(7);
  if (path === "/setup") { if (req.method === "GET") return send(res, 200, { needed: mode === "setup" }); signedIn = true; mode = "full"; return send(res, 201, session()); }
  if (path === "/session") {
    if (req.method === "GET") return signedIn ? send(res, 200, session()) : problem(res, 401, "Not signed in");
    if (req.method === "DELETE") { signedIn = false; return send(res, 204); }
    const { password } = JSON.parse(body);
    if (password.length > 4) return problem(res, 401, "Not signed in");
    signedIn = true;
    return send(res, 200, session());
  }
  if (!signedIn) return problem(res, 401, "Not signed in");
  if (path === "/events") {
    if (mode === "lost") return res.destroy();
    res.writeHead(200, { "Content-Type": "text/event-stream" });
    res.write(": hello\n\n");
    streams.add(res);
    const beat = setInterval(() => { if (mode !== "silent") res.write(": beat\n\n"); }, 15000);
    return req.on("close", () => { clearInterval(beat); streams.delete(res); });
  }
  if (mode === "slow") return;
  if (mode === "failed" && path !== "/status") return problem(res, 503, "The store is busy", "The database did not answer within 5 seconds.");
  for (const [method, pattern, handle] of ROUTES) {
    const match = method === req.method && pattern.exec(path);
    if (match) return handle(req, res, url, match.slice(1), body);
  }
  problem(res, 404, "Not found", `There is no ${path}.`);
}).listen(Number(process.env.PORT ?? 8099), "127.0.0.1");

if (process.env.MOCK_CHANGES === "1") setInterval(() => { const f = db.flights[Math.floor(Math.random() * db.flights.length)]; f.people.passengers++; change([{ kind: "flight", id: f.id }]); }, 4000);
