// The steps of the workflow, in order. Only the keyboard is used after the
// page has opened. Waits look for what a person would wait for, never for a
// time, and never for a row at a place: updates arrive at any moment.
import assert from "node:assert/strict";

const heading = (page) => page.locator("h1");
const press = (page, ...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const focused = (page) => page.evaluate(() => document.activeElement?.textContent ?? "");

/** Waits until a page's data stand there. */
async function settled(page) {
  await page.waitForFunction(() => document.querySelector("h1") && !document.querySelector(".state.loading"));
}
async function at(page, pattern) {
  await page.waitForURL(pattern);
  await settled(page);
}
/** Presses `j` until a row link has the focus, then answers with its address. */
async function firstRow(page) {
  await page.locator("[data-row] [data-rowlink]").first().waitFor();
  await press(page, "j");
  await page.waitForFunction(() => document.activeElement?.matches("[data-rowlink]"));
  return page.evaluate(() => document.activeElement.getAttribute("href"));
}
/** Presses Tab until an element has the focus. */
async function tabTo(page, locator, most = 60) {
  for (let i = 0; i < most; i++) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await press(page, "Tab");
  }
  assert.fail(`Tab does not reach ${locator}`);
}

export function steps({ page, config, audit, shot, publish }) {
  const saw = { flight: "", hit: "", entry: "" };
  return [
    ["sign-in page refuses a wrong password in words", async () => {
      await page.goto(config.url);
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
      await audit("sign-in");
      await page.getByLabel("Account name").waitFor();
      await page.keyboard.type(config.user);
      await press(page, "Tab");
      await page.keyboard.type("certainly not the password");
      await press(page, "Enter");
      await page.getByRole("alert").getByText("is not right").waitFor();
    }],
    ["signs in by keyboard", async () => {
      await page.getByLabel("Account name").focus();
      await press(page, "Control+A");
      await page.keyboard.type(config.user);
      await press(page, "Tab", "Control+A");
      await page.keyboard.type(config.password);
      await press(page, "Enter");
      await page.getByRole("heading", { name: /^Arrivals/ }).waitFor();
    }],
    ["board shows the day's arrivals and is live", async () => {
      await page.locator("[data-row]").first().waitFor();
      await page.getByText("Live", { exact: true }).waitFor();
      await page.getByText(/Times in /).waitFor();
      assert.ok((await page.locator("[data-row]").count()) > 0, "no flights");
      await audit("board");
      publish(await shot("board"), "board.png");
    }],
    ["departures, arrivals, days and the filter answer to keys", async () => {
      await press(page, "d");
      await page.getByRole("heading", { name: /^Departures/ }).waitFor();
      await settled(page);
      await audit("departures");
      await press(page, "a");
      await page.getByRole("heading", { name: /^Arrivals/ }).waitFor();
      const today = await heading(page).textContent();
      await press(page, "[");
      await page.waitForFunction((before) => document.querySelector("h1")?.textContent !== before, today);
      await press(page, "t");
      await page.waitForFunction((before) => document.querySelector("h1")?.textContent === before, today);
      await page.locator("[data-row]").first().waitFor();
      await press(page, "/");
      await page.keyboard.type("zzzz");
      await page.getByText("No flight fits the filter").waitFor();
      await press(page, "Escape");
      await page.locator("[data-row]").first().waitFor();
    }],
    ["the help dialog opens, holds the focus and closes", async () => {
      await press(page, "?");
      await page.getByRole("dialog", { name: "Keyboard and settings" }).waitFor();
      await audit("help");
      await press(page, "Tab");
      assert.ok(await page.evaluate(() => document.querySelector("dialog")?.contains(document.activeElement)), "the focus left the dialog");
      await press(page, "Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }],
    ["opens the flight of an open hit from the board", async () => {
      // A flight with an open hit, wherever it now stands among the rows.
      await press(page, "g", "h");
      await at(page, /\/hits$/);
      await page.locator("[data-row]").first().waitFor();
      await audit("hits");
      await shot("hits");
      const name = (await page.locator("[data-row] td:nth-child(4)").first().textContent())?.match(/^\S+ ?\d+/)?.[0] ?? "";
      await press(page, "g", "b");
      await page.getByRole("heading", { name: /^Arrivals/ }).waitFor();
      await page.locator("[data-row]").first().waitFor();
      await press(page, "/");
      await page.keyboard.type(name);
      await press(page, "Tab");
      const known = (await page.locator("[data-row]").count()) > 0;
      if (!known) {
        // It departs, or is of another day: any flight with somebody to look at will do.
        await press(page, "/", "Escape");
      }
      if (!known) await press(page, "!");
      await page.locator("[data-row]").first().waitFor();
      await page.evaluate(() => document.getElementById("page-title")?.focus());
      saw.flight = await firstRow(page);
      await press(page, "Enter");
      await at(page, /\/flights\//);
      await page.getByRole("heading", { name: "People" }).waitFor();
      await page.waitForFunction(() => document.activeElement?.id === "page-title");
      await audit("flight");
      await shot("flight");
    }],
    ["opens a hit with Enter", async () => {
      // From the flight when its first person has a hit, else from the queue.
      const href = (await page.locator("[data-row] [data-rowlink]").count()) > 0 ? await firstRow(page) : "";
      if (!href.startsWith("/hits/")) {
        await press(page, "g", "h");
        await at(page, /\/hits$/);
        await firstRow(page);
      }
      await press(page, "Enter");
      await at(page, /\/hits\/./);
      await page.getByRole("heading", { name: "How the score came about" }).waitFor();
      await page.locator(".bytes mark").first().waitFor();
      await audit("hit");
      await shot("hit");
    }],
    ["a field shows its bytes when it is focused", async () => {
      await tabTo(page, page.locator(".comparison button").first());
      await page.locator(".bytes mark.active").first().waitFor();
    }],
    ["clears a hit: x, a number, Enter", async () => {
      // A hit that is decided already is left for the next open one.
      if ((await page.getByRole("button", { name: /^(New|Reopen)/ }).count()) > 0) {
        await press(page, "n");
        await at(page, /\/hits\/./);
      }
      saw.hit = page.url();
      await press(page, "x");
      const dialog = page.getByRole("dialog", { name: "Not a match" });
      await dialog.waitFor();
      await audit("reason");
      await shot("reason");
      await press(page, "1");
      assert.ok(await dialog.getByLabel("Different date of birth").isChecked(), "1 does not choose the first reason");
      await press(page, "Enter");
      await page.getByText("Decided: Not a match (Different date of birth).").first().waitFor();
      await page.locator(".history").getByText("Not a match").first().waitFor();
      await audit("decided hit");
    }],
    ["takes it back and clears it again", async () => {
      await press(page, "u");
      await page.locator(".hit-head").getByText("In review").waitFor();
      await press(page, "x", "2", "Enter");
      await page.getByText("Decided: Not a match (Different name).").first().waitFor();
    }],
    ["goes to the next open hit with n", async () => {
      await press(page, "n");
      await page.waitForFunction((before) => location.href !== before, saw.hit);
      await settled(page);
      await shot("next-hit");
    }],
    ["the quick query answers while somebody types, by keyboard alone", async () => {
      // Somebody on a list: the entry of the hit that is open now.
      const entry = (await page.locator(".h1-entry").textContent()) ?? "";
      saw.entry = entry;
      await press(page, "q");
      await at(page, /\/query$/);
      await page.waitForFunction(() => document.activeElement?.id === "query-box");
      await audit("query, empty");
      await shot("query-empty");
      await page.keyboard.type(entry.slice(0, 4), { delay: 30 });
      await page.locator(".query-option").first().waitFor();
      await page.keyboard.type(entry.slice(4), { delay: 30 });
      const first = page.locator(".query-option[aria-selected=true]");
      await first.getByText(entry, { exact: true }).first().waitFor();
      await page.locator(".read-name").waitFor();
      await page.locator(".query-sources").getByText("in use since").waitFor();
      await page.locator(".query-detail .parts li").first().waitFor();
      await audit("query");
      await shot("query");
      if ((await page.locator(".query-option").count()) > 1) {
        await press(page, "ArrowDown");
        await page.waitForFunction(() => document.querySelector(".query-option[aria-selected=true]")?.id === "candidate-1");
        await press(page, "ArrowUp");
      }
      await press(page, "Enter");
      await at(page, /\/(entries|travelers|hits)\/./);
      await press(page, "q");
      await at(page, /\/query$/);
      await press(page, "Escape");
      await page.waitForFunction(() => document.getElementById("query-box")?.value === "");
      await page.keyboard.type("qqzzqq 1961");
      await page.getByText("Nobody fits").last().waitFor();
      await audit("query, nobody");
      await page.evaluate(() => document.getElementById("page-title")?.focus());
    }],
    ["Enter before the answer opens nobody of the question before", async () => {
      await press(page, "q");
      await page.waitForFunction(() => document.activeElement?.id === "query-box");
      await press(page, "Control+A");
      await page.keyboard.insertText(saw.entry);
      const first = page.locator(".query-option[aria-selected=true]");
      await first.getByText(saw.entry, { exact: true }).first().waitFor();
      await press(page, "Control+A");
      await page.keyboard.insertText("qqzzqq 1961");
      await press(page, "Enter");
      await page.locator(".query-state").getByText("Nobody fits").waitFor();
      assert.match(page.url(), /\/query$/, "Enter opened somebody of the question before");
      await press(page, "Control+A");
      await page.keyboard.insertText("P<UTOTESTANOV<<IVO<<<<<<<<<<<<<<<<<<<<<<<<<<");
      await press(page, "Enter");
      await page.keyboard.insertText("L898902C36UTO6102281M1204159<<<<<<<<<<<<<<06");
      assert.match(await page.locator("#query-box").inputValue(), /^P<UTO\S+ L898902C36\S+$/, "two scanned lines are not one question");
      await press(page, "Control+A");
      await page.keyboard.insertText(saw.entry);
      await press(page, "Enter");
      await at(page, /\/(entries|travelers|hits)\/./);
    }],
    ["Enter belongs to the control that has the focus", async () => {
      await press(page, "q");
      await at(page, /\/query$/);
      await press(page, "Control+A");
      await page.keyboard.insertText(saw.entry);
      await page.locator(".query-option").first().waitFor();
      await tabTo(page, page.getByRole("button", { name: "Save", exact: true }));
      await press(page, "Enter");
      await page.getByRole("dialog", { name: "Keep an eye on this" }).waitFor();
      await press(page, "Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      const link = page.locator(".query-detail a").last();
      const href = await link.getAttribute("href");
      await tabTo(page, link);
      await press(page, "Enter");
      await page.waitForURL((url) => url.pathname === href);
      await press(page, "q");
      await at(page, /\/query$/);
      await page.locator(".query-option").first().waitFor();
      await tabTo(page, page.getByRole("link", { name: "Board" }), 200);
      await press(page, "Enter");
      await page.getByRole("heading", { name: /^Arrivals/ }).waitFor();
      // Esc empties the box, and leaves it when it is empty.
      await press(page, "q");
      await page.waitForFunction(() => document.activeElement?.id === "query-box");
      await press(page, "Escape", "Escape");
      await page.waitForFunction(() => document.activeElement?.id === "page-title");
    }],
    ["imports a list and sees what it changed", async () => {
      await press(page, "g", "l");
      await at(page, /\/lists$/);
      await page.getByRole("heading", { name: "Import", exact: true }).waitFor();
      const input = page.getByLabel("Drop files here");
      // The browser is told to hand over its file dialog well before the key that opens it: told
      // in the same moment, a busy machine opens the real dialog, which nobody can answer.
      const chooser = page.waitForEvent("filechooser", { timeout: 60_000 });
      await audit("lists");
      await tabTo(page, input);
      await press(page, "Space");
      await (await chooser).setFiles(config.list);
      await page.getByRole("list", { name: "Chosen files" }).waitFor();
      await tabTo(page, page.getByRole("button", { name: "Preview", exact: true }));
      await press(page, "Enter");
      await page.getByRole("heading", { name: /^What importing / }).waitFor({ timeout: 120_000 });
      assert.match(await focused(page), /^What importing /, "the preview does not take the focus");
      await audit("preview");
      await shot("preview");
      await tabTo(page, page.getByRole("button", { name: "Import", exact: true }), 200);
      await press(page, "Enter");
      await page.waitForURL(/\/imports\//, { timeout: 120_000 });
      await page.getByRole("heading", { name: "What changed" }).waitFor();
      await settled(page);
      await audit("import");
      await shot("import");
      const numbers = await page.locator(".summary dd").allTextContents();
      assert.equal(numbers.length, 4, "added, changed, removed, unchanged");
      assert.ok(numbers.some((text) => text !== "0"), "the import says nothing");
    }],
    ["undoes the import", async () => {
      const imported = page.url();
      await tabTo(page, page.getByRole("button", { name: "Undo this import" }));
      await press(page, "Enter");
      const dialog = page.getByRole("dialog", { name: /^Undo this import of / });
      await dialog.waitFor();
      await audit("undo");
      await tabTo(page, dialog.getByRole("button", { name: "Undo this import" }));
      await press(page, "Enter");
      await page.waitForURL((url) => /\/imports\//.test(url.href) && url.href !== imported, { timeout: 120_000 });
      await page.getByRole("heading", { name: /^Undo of an import of / }).waitFor();
      await settled(page);
      await audit("undone");
      await shot("undone");
    }],
    ["an entry is made by hand and found at once", async () => {
      await press(page, "g", "l");
      await at(page, /\/lists$/);
      await press(page, "n");
      await at(page, /\/entries\/new$/);
      await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Name 1");
      await audit("new entry");
      await page.keyboard.type("HANDWRITTEN, Vera");
      await tabTo(page, page.getByLabel("Dates of birth"));
      await page.keyboard.type("1979-03-14");
      await tabTo(page, page.getByLabel("Gender"));
      await tabTo(page, page.getByRole("button", { name: "Add a document" }));
      await tabTo(page, page.locator("input[name=category]").first());
      await press(page, "ArrowDown", "ArrowDown");
      assert.ok(await page.getByLabel("Refer to a second line").isChecked(), "arrows choose a category");
      await press(page, "g", "l");
      await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
      await audit("leave");
      await press(page, "Enter");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await tabTo(page, page.getByLabel("Why it is listed"));
      await page.keyboard.type("Asked for by the district court");
      await shot("entry-new");
      // A date in another form is shown as it was read before anything is saved.
      await page.evaluate(() => document.getElementById("entry-births")?.focus());
      await press(page, "Control+A");
      await page.keyboard.type("14.03.1979");
      await press(page, "Enter");
      await page.getByText("“14.03.1979” is read as 1979-03-14. Nothing is saved yet").waitFor();
      await audit("date read");
      // It counts as looked at when it has been on the screen for a second.
      await page.waitForTimeout(1000);
      await tabTo(page, page.getByRole("button", { name: "Save" }));
      await press(page, "Enter");
      await page.getByRole("heading", { name: "Every form it had" }).waitFor();
      await audit("entry by hand");
      await page.evaluate(() => document.getElementById("page-title")?.focus());
      await press(page, "q");
      await at(page, /\/query$/);
      await press(page, "Control+A");
      await page.keyboard.type("vera handwritten 14.03.1979", { delay: 20 });
      await page.locator(".query-option[aria-selected=true]").getByText("HANDWRITTEN, Vera").waitFor();
      await page.locator(".query-detail .status").getByText("Refer to a second line").waitFor();
      await page.locator(".query-option[aria-selected=true]").getByText("Refer to a second line").waitFor();
      await press(page, "Alt+s");
      await page.getByRole("dialog", { name: "Keep an eye on this" }).waitFor();
      await audit("save");
      await page.keyboard.type("the court wants to know");
      await press(page, "Enter");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await press(page, "Enter");
      await at(page, /\/entries\/./);
    }],
    ["blanks are no reason to end an entry", async () => {
      await page.getByRole("heading", { name: "Every form it had" }).waitFor();
      await press(page, "x");
      const dialog = page.getByRole("dialog", { name: /^End / });
      await dialog.waitFor();
      await page.keyboard.type("   ");
      await tabTo(page, dialog.getByRole("button", { name: "End", exact: true }));
      await press(page, "Enter");
      await dialog.getByText("Say why, in words.").waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.id), "end-reason", "the field that is wrong does not have the focus");
      await audit("end without a reason");
      await press(page, "Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }],
    ["a grave change waits for a second person", async () => {
      await press(page, "e");
      await at(page, /\/edit$/);
      await page.getByLabel("Detain").waitFor();
      await tabTo(page, page.locator("input[name=category]:checked"));
      await press(page, "ArrowUp", "ArrowUp");
      await tabTo(page, page.getByRole("button", { name: "Propose" }));
      await press(page, "Enter");
      await at(page, /\/approvals$/);
      await page.getByText("another person has to approve it").waitFor();
      await page.getByRole("link", { name: /^Approvals \d+\+? waiting$/ }).waitFor();
      const card = page.locator("[data-proposal]").first();
      await card.getByRole("row", { name: /^What an officer does/ }).getByText("Refer to a second line").waitFor();
      await card.getByRole("heading", { name: "All that it would say then" }).waitFor();
      await card.getByText("1979-03-14").waitFor();
      assert.equal(await page.getByRole("button", { name: "Approve", exact: true }).count(), 0, "nobody approves their own");
      await audit("approvals");
      await shot("approvals");
      await page.evaluate(() => document.getElementById("page-title")?.focus());
      await press(page, "j", "r");
      await page.getByRole("dialog").waitFor();
      await tabTo(page, page.getByRole("dialog").getByRole("button", { name: "Take back" }));
      await press(page, "Enter");
      await page.getByText("Nothing waits for a second person").waitFor();
      await page.getByRole("link", { name: "Approvals", exact: true }).waitFor();
      await press(page, "g", "s");
      await at(page, /\/saved$/);
      await page.locator("[data-saved]").first().waitFor();
      await audit("saved");
      await shot("saved");
      await press(page, "j", "x");
      await page.getByRole("dialog", { name: "End this saved subject" }).waitFor();
      await audit("end a saved subject");
      await press(page, "Escape");
      await page.locator("[data-saved]").first().waitFor();
    }],
    ["what was typed outlives the session", async () => {
      await press(page, "g", "l");
      await at(page, /\/lists$/);
      await press(page, "n");
      await at(page, /\/entries\/new$/);
      await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Name 1");
      await page.keyboard.type("INTERRUPTED, Ada");
      await tabTo(page, page.locator("input[name=category]").first());
      await press(page, "ArrowDown", "ArrowDown");
      await tabTo(page, page.getByLabel("Why it is listed"));
      await page.keyboard.type("Asked for by nobody");
      await tabTo(page, page.getByRole("button", { name: "Save" }));
      await page.context().clearCookies();
      await press(page, "Enter");
      await page.getByText("Your session has ended").waitFor();
      await page.waitForFunction(() => document.activeElement?.id === "sign-in-name");
      await page.keyboard.type(config.user);
      await press(page, "Tab");
      await page.keyboard.type(config.password);
      await press(page, "Enter");
      await page.getByText("What you typed is here again").first().waitFor();
      assert.equal(await page.getByLabel("Name 1", { exact: true }).inputValue(), "INTERRUPTED, Ada");
      assert.equal(await page.getByLabel("Why it is listed").inputValue(), "Asked for by nobody");
      await audit("restored entry");
      await press(page, "g", "l");
      const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
      await dialog.waitFor();
      await tabTo(page, dialog.getByRole("button", { name: "Leave without saving" }));
      await press(page, "Enter");
      await at(page, /\/lists$/);
    }],
    ["list, entry and messages hold up", async () => {
      await press(page, "g", "l");
      await at(page, /\/lists$/);
      await firstRow(page);
      await press(page, "Enter");
      await at(page, /\/lists\/./);
      await page.locator("[data-row] [data-rowlink]").first().waitFor();
      await audit("list");
      await shot("list");
      await firstRow(page);
      await press(page, "Enter");
      await at(page, /\/entries\/./);
      await audit("entry");
      await press(page, "g", "m");
      await at(page, /\/messages$/);
      await page.locator("[data-row]").first().waitFor();
      await audit("messages");
      await firstRow(page);
      await press(page, "Enter");
      await at(page, /\/messages\/./);
      await page.locator(".bytes").waitFor();
      await audit("message");
      await shot("message");
    }],
    ["signs out", async () => {
      await tabTo(page, page.getByRole("button", { name: "Sign out" }), 200);
      assert.match(await focused(page), /Sign out/);
      await press(page, "Enter");
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
    }],
  ];
}
