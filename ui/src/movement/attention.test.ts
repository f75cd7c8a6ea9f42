import { describe, expect, it } from "vitest";
import type { Flight } from "../api/types";
import { isDone, manifestLook, matches, needsAttention } from "./attention";

const flight = (change: { manifest?: Partial<Flight["manifest"]>; hits?: Partial<Flight["hits"]>; cancelled?: boolean } = {}): Flight => ({
  id: "1", carrier: "VB", number: "817", from: { code: "DRB", name: "Darbun" }, to: null, direction: "arrival", at: null, cancelled: change.cancelled ?? false,
  manifest: { state: "received", attention: null, messages: 1, refused: 0, warnings: 0, ...change.manifest },
  people: { passengers: 41, crew: 2, dropped: 0 }, hits: { new: 0, in_review: 0, possible: 0, confirmed: 0, not_a_match: 3, ...change.hits },
});

describe("the board's manifest state", () => {
  it("says missing only when it is due", () => {
    expect(manifestLook(flight({ manifest: { state: "missing", attention: "missing" } })).word).toBe("Missing");
    expect(manifestLook(flight({ manifest: { state: "missing" } })).word).toBe("Expected");
  });
  it("puts a warning before what was received, and a cancellation before all", () => {
    expect(manifestLook(flight({ manifest: { state: "closed", attention: "late" } })).word).toBe("Late");
    expect(manifestLook(flight({ cancelled: true, manifest: { attention: "stale" } })).word).toBe("Cancelled");
  });
});

describe("attention", () => {
  it("is not needed by a flight whose hits were all cleared", () => expect(needsAttention(flight())).toBe(false));
  it("is needed for open hits, refused messages and late lists", () => {
    expect(needsAttention(flight({ hits: { new: 1 } }))).toBe(true);
    expect(needsAttention(flight({ manifest: { refused: 1 } }))).toBe(true);
    expect(needsAttention(flight({ manifest: { attention: "stale" } }))).toBe(true);
  });
});

it("lets a flight leave the board an hour after its time, unless something is left to do", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  const at = (utc: string | null) => ({ local: "2026-11-22T10:00:00", zone: null, utc });
  expect(isDone({ ...flight(), at: at("2026-11-22T10:59:00Z") }, now)).toBe(true);
  expect(isDone({ ...flight(), at: at("2026-11-22T11:01:00Z") }, now)).toBe(false);
  expect(isDone({ ...flight({ hits: { in_review: 1 } }), at: at("2026-11-22T01:00:00Z") }, now)).toBe(false);
  expect(isDone({ ...flight(), at: at(null) }, now)).toBe(false);
});

it("filters by every word, in any field", () => {
  expect(matches(flight(), "vb817")).toBe(true);
  expect(matches(flight(), "darb received")).toBe(true);
  expect(matches(flight(), "darb missing")).toBe(false);
});
