import { describe, expect, it } from "vitest";
import { ApiError } from "../api/client";
import { canUndo, changesOf, hidden, looksWrong, ofWholeFile, olderEdition, outdated, withoutOlder } from "./preview";

const counts = (added: number, changed: number, removed: number, unchanged: number) => ({ added, changed, removed, unchanged, warnings: 0 });

describe("a preview", () => {
  it("counts what would change", () => {
    expect(changesOf(counts(1, 2, 3, 99))).toBe(6);
  });

  it("warns when most of a known list would go", () => {
    expect(looksWrong({ known: "T", counts: counts(0, 0, 60, 40) })).toBe(true);
    expect(looksWrong({ known: "T", counts: counts(5, 3, 2, 90) })).toBe(false);
    expect(looksWrong({ known: null, counts: counts(100, 0, 0, 0) })).toBe(false);
    expect(looksWrong({ known: "T", counts: counts(0, 0, 3, 1) }), "a list of a few entries changes as it likes").toBe(false);
  });

  it("says that the files are of an older edition", () => {
    const other = { code: "bad-date", offset: 9, text: "a date" };
    expect(olderEdition([other, { code: "older-edition", text: "this file says 2026-10-01" }])).toBe("this file says 2026-10-01");
    expect(olderEdition([other])).toBeNull();
    expect(withoutOlder([{ code: "older-edition", offset: 0, text: "older" }, other]), "told once").toEqual([other]);
    expect(withoutOlder([other])).toEqual([other]);
  });

  it("says a byte only of what stands at one", () => {
    expect(["older-edition", "interrupted", "no-aliases", "bad-date", "file-cut"].filter(ofWholeFile)).toEqual(["older-edition", "interrupted", "no-aliases"]);
  });

  it("is out of date when the server says that the list changed, and not for another refusal", () => {
    expect(outdated(new ApiError({ title: "Changed by somebody else meanwhile", status: 409 }))).toBe(true);
    expect(outdated(new ApiError({ title: "Not acceptable", status: 422 }))).toBe(false);
    expect(outdated(null)).toBe(false);
  });

  it("says how many changes are not shown", () => {
    const changes = [{ change: "added" as const, external_id: "1", name: "A", fields: [] }];
    expect(hidden({ counts: counts(51, 0, 0, 0), changes }, "added")).toBe(50);
    expect(hidden({ counts: counts(51, 0, 0, 0), changes }, "removed")).toBe(0);
  });
});

describe("an undo", () => {
  it("is offered for an import that changed something, once", () => {
    const files = [{ name: "a.csv", bytes: 1, sha256: "" }];
    expect(canUndo({ counts: counts(1, 0, 0, 0), files })).toBe(true);
    expect(canUndo({ counts: counts(0, 0, 0, 9), files })).toBe(false);
    expect(canUndo({ counts: counts(1, 0, 0, 0), files, undone_by: "x" })).toBe(false);
    expect(canUndo({ counts: counts(1, 0, 0, 0), files: [], undo_of: "x" })).toBe(true);
    expect(canUndo({ counts: counts(1, 0, 0, 0), files: [] }), "what was written by hand").toBe(false);
  });
});
