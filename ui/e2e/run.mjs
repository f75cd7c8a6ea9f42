// The browser workflow against a real server, by keyboard alone:
//   sign in → board → flight → clear a hit → next hit → import a list → see
//   what changed. axe on every page. Exit status 1 when anything is wrong.
//
// PORTCULLIS_URL            the server, default http://127.0.0.1:8080
// PORTCULLIS_E2E_USER, PORTCULLIS_E2E_PASSWORD
//                           an analyst, supervisor and list manager in one
// PORTCULLIS_E2E_LIST       a .jsonl file to import
// SCREENSHOT_DIR            pictures go there
// IMAGES_DIR                the board's picture goes there, default docs/images
// CHROMIUM                  the browser, default /usr/bin/chromium
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { auditor } from "./axe.mjs";
import { steps } from "./steps.mjs";

const need = (name, otherwise) => {
  const value = process.env[name] ?? otherwise;
  if (value === undefined) { console.error(`${name} is not set`); process.exit(2); }
  return value;
};
const root = resolve(import.meta.dirname, "..", "..");
const config = {
  url: need("PORTCULLIS_URL", "http://127.0.0.1:8080").replace(/\/$/, ""),
  user: need("PORTCULLIS_E2E_USER"), password: need("PORTCULLIS_E2E_PASSWORD"), list: resolve(need("PORTCULLIS_E2E_LIST")),
  shots: resolve(need("SCREENSHOT_DIR", join(root, "ui", "test-results"))),
};
if (!existsSync(config.list)) { console.error(`there is no file ${config.list}`); process.exit(2); }
mkdirSync(config.shots, { recursive: true });
const images = resolve(need("IMAGES_DIR", join(root, "docs", "images")));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ignoreHTTPSErrors: true, reducedMotion: "reduce" });
const page = await context.newPage();
page.setDefaultTimeout(60_000);

const faults = [];
page.on("pageerror", (error) => faults.push(`error on the page: ${error.message}`));
page.on("console", (message) => {
  // The browser reports a 401 before sign-in as an error; it is the answer to "who am I".
  if (message.type() === "error" && !/status of 401/.test(message.text())) faults.push(`console: ${message.text()}`);
});

const audit = auditor(page, faults);
const shot = async (name) => {
  const path = join(config.shots, `${name}.png`);
  await page.screenshot({ path });
  return path;
};

let passed = 0;
let failed = 0;
try {
  for (const [name, run] of steps({ page, config, audit, shot, publish: (path, name) => { mkdirSync(images, { recursive: true }); copyFileSync(path, join(images, name)); } })) {
    const began = Date.now();
    try {
      await run();
      if (faults.length > 0) throw new Error(faults.splice(0).join("\n"));
      passed++;
      console.log(`ok    ${name} (${Date.now() - began} ms)`);
    } catch (error) {
      failed++;
      console.log(`FAIL  ${name}\n${error instanceof Error ? error.stack : error}\n      at ${page.url()}`);
      await shot("failed").catch(() => undefined);
      break; // Every step stands on the one before.
    }
  }
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
