// Pictures of every screen in every state, from the mock server, to look at.
//   SCREENSHOT_DIR=/tmp/shots npm run shots
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { chromium } from "playwright-core";

const out = process.env.SCREENSHOT_DIR ?? "test-results/shots";
mkdirSync(out, { recursive: true });
const port = 8098, base = `http://127.0.0.1:${port}`;
const server = spawn(process.execPath, [join(import.meta.dirname, "mock-server.mjs")], { env: { ...process.env, PORT: String(port), MOCK_SIGNED_IN: "1" }, stdio: "inherit" });
await new Promise((resolve) => setTimeout(resolve, 800));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
let bad = 0;
const mode = (name) => fetch(`${base}/__mock`, { method: "POST", body: JSON.stringify({ mode: name }) });
const api = async (path) => (await (await fetch(`${base}/api/v1${path}`)).json());

async function shots(page, name, { axe = true } = {}) {
  await page.waitForTimeout(350);
  await page.screenshot({ path: join(out, `${name}.png`) });
  if (!axe) return;
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  for (const violation of violations) {
    bad++;
    console.log(`${name}: ${violation.id} (${violation.impact}) ${violation.help}`);
    for (const node of violation.nodes.slice(0, 3)) console.log(`   ${node.target.join(" ")}\n   ${node.failureSummary?.split("\n").slice(1, 3).join(" | ")}`);
  }
}

try {
  const hits = (await api("/hits?state=open")).items, flight = hits[0].flight.id;
  const refused = (await api("/messages?refused=true")).items[0], warned = (await api("/messages")).items.find((m) => m.warnings.length && !m.refused);
  const list = (await api("/lists")).items[0], entry = (await api(`/lists/${list.id}/entries`)).items[0], done = (await api("/imports")).items[0];
  const traveler = (await api(`/flights/${flight}/travelers`)).items[5];
  const screens = {
    board: "/", departures: "/?show=departures", attention: "/?attention=true", flight: `/flights/${flight}`, traveler: `/travelers/${traveler.id}`, hits: "/hits", hit: `/hits/${hits[0].id}`,
    query: "/query", saved: "/saved", approvals: "/approvals", "entry-new": "/entries/new", lists: "/lists", list: `/lists/${list.id}`, entry: `/entries/${entry.id}`, import: `/imports/${done.id}`, messages: "/messages", message: `/messages/${warned.id}`, refused: `/messages/${refused.id}`, journal: "/journal", accounts: "/accounts",
  };
  for (const scheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: scheme });
    const page = await context.newPage();
    page.on("console", (message) => { if (message.type() === "error" && !/status of (401|503|404)|ERR_/.test(message.text())) { bad++; console.log("console:", message.text()); } });
    page.on("pageerror", (error) => { bad++; console.log("page error:", error.message); });
    const go = async (path) => { await page.goto(base + path); await page.waitForSelector("h1"); };
    await mode("full");
    for (const [name, path] of Object.entries(screens)) { await go(path); await shots(page, `${scheme}-${name}`); }
    await go("/query"); await page.keyboard.type("tazirti 1984", { delay: 20 }); await page.locator(".query-option").first().waitFor(); await shots(page, `${scheme}-query-found`);
    await go(screens.hit); await page.keyboard.press("x"); await shots(page, `${scheme}-reason`);
    await page.keyboard.press("Escape"); await page.keyboard.press("?"); await shots(page, `${scheme}-help`);
    await go("/accounts"); await page.getByRole("button", { name: "New account" }).click(); await shots(page, `${scheme}-account-new`);
    for (const state of ["empty", "failed"]) {
      await mode(state);
      for (const name of scheme === "light" ? Object.keys(screens) : ["board", "hit"]) { await go(screens[name]); await page.waitForTimeout(state === "failed" && name === "board" ? 3500 : 100); await shots(page, `${scheme}-${state}-${name}`, { axe: name === "board" }); }
    }
    await mode("full"); await go("/"); await page.waitForTimeout(300); await mode("lost"); await page.waitForTimeout(600); await shots(page, `${scheme}-lost-board`);
    await mode("slow"); await go("/hits"); await shots(page, `${scheme}-slow-hits`); await mode("full");
    if (scheme === "light") {
      // 200 % zoom of a 1280-pixel window, and a phone's width (WCAG 1.4.10).
      for (const [label, width, height] of [["zoom", 640, 450], ["narrow", 320, 640]]) {
        await page.setViewportSize({ width, height });
        for (const name of ["board", "query", "flight", "hit", "lists", "message", "import"]) {
          await go(screens[name]); await shots(page, `${label}-${name}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (wide > 0) { bad++; console.log(`${label}-${name}: the page is ${wide} px too wide`); }
        }
      }
    }
    await mode("signed-out"); await page.setViewportSize({ width: 1440, height: 900 }); await go("/"); await shots(page, `${scheme}-sign-in`);
    await page.getByLabel("Account name").fill("a"); await page.getByLabel("Password").fill("wrong"); await page.keyboard.press("Enter"); await page.waitForTimeout(200); await shots(page, `${scheme}-sign-in-wrong`);
    await mode("setup"); await go("/"); await shots(page, `${scheme}-setup`);
    await mode("full"); await fetch(`${base}/api/v1/session`, { method: "POST", body: JSON.stringify({ name: "a", password: "b" }) });
    await context.close();
  }
} finally {
  await browser.close();
  server.kill();
}
console.log(bad === 0 ? "nothing found" : `${bad} problems`);
process.exitCode = bad === 0 ? 0 : 1;
