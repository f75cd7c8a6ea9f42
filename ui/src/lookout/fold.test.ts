import { describe, expect, it } from "vitest";
import { each, fold, span, total } from "./fold";

const hand = (at: string) => ({ format: "by-hand", at });
const file = (at: string) => ({ format: "un-xml", at });
const sizes = (imports: { format: string; at: string }[], zone = "UTC") => fold(imports, zone).map((row) => row.length);

describe("changes by hand", () => {
  it("are one row where they follow each other", () => {
    expect(sizes([hand("2026-11-22T15:40:00Z"), hand("2026-11-22T13:00:00Z"), hand("2026-11-22T12:01:00Z")])).toEqual([3]);
    expect(sizes([hand("2026-11-22T15:40:00Z"), file("2026-11-22T13:00:00Z"), hand("2026-11-22T12:01:00Z"), hand("2026-11-22T12:00:00Z")])).toEqual([1, 1, 2]);
    expect(sizes([file("2026-11-22T15:40:00Z"), file("2026-11-22T13:00:00Z")]), "imports of files stand alone").toEqual([1, 1]);
    expect(sizes([])).toEqual([]);
  });
  it("of two days are two rows, by the port's midnight", () => {
    const imports = [hand("2026-11-22T05:30:00Z"), hand("2026-11-22T04:30:00Z")];
    expect(sizes(imports)).toEqual([2]);
    expect(sizes(imports, "America/New_York")).toEqual([1, 1]);
  });
  it("say from when to when", () => {
    const now = new Date().getUTCFullYear();
    expect(span([hand(`${now}-11-22T15:40:59Z`), hand(`${now}-11-22T12:01:00Z`)], "UTC")).toBe("22 Nov 12:01–15:40 UTC");
    expect(span([hand(`${now}-11-22T12:01:40Z`), hand(`${now}-11-22T12:01:00Z`)], "UTC")).toBe("22 Nov 12:01 UTC");
  });
  it("say what they did in all, and who did it", () => {
    const counts = (added: number, changed: number) => ({ counts: { added, changed, removed: 0, unchanged: 0, warnings: 0 } });
    expect(total([counts(1, 0), counts(0, 1), counts(1, 1)])).toEqual({ added: 2, changed: 2, removed: 0, unchanged: 0, warnings: 0 });
    expect(each(["oduya", "analyst", "oduya"])).toBe("oduya, analyst");
  });
});
