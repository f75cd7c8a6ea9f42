import { describe, expect, it } from "vitest";
import type { Entry, List } from "../api/types";
import { edition, freshness, stateOf } from "./state";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const words = (state: "active" | "removed", hand: object | null) => stateOf({ state, hand } as unknown as Entry, "UTC", NOW).text;

describe("an entry that does not count", () => {
  it("says why", () => {
    expect(words("active", { ended: false })).toBe("Active");
    expect(words("removed", { ended: true, valid_from: "2027-01-01T00:00:00Z" })).toBe("Ended");
    expect(words("removed", { ended: false, valid_from: "2027-01-01T00:00:00Z" })).toBe("From 1 Jan 2027");
    expect(words("removed", { ended: false, valid_until: "2026-11-01T00:00:00Z" })).toBe("Expired on 31 Oct 2026");
    expect(words("removed", null)).toBe("Removed from the list");
  });
});

describe("a list", () => {
  const of = (format: string, at: string, published: string | null) => freshness({ format, updated: at, last_import: { at, published } } as unknown as List, NOW).tone;
  it("is as old as its edition, if it states one", () => {
    expect(of("un-xml", "2026-11-22T11:00:00Z", "2019-02-03T00:00:00.000Z")).toBe("amber");
    expect(of("un-xml", "2026-11-22T11:00:00Z", "2026-11-20T00:00:00.000Z")).toBe("green");
    expect(of("ofac-sdn", "2026-11-22T11:00:00Z", null)).toBe("green");
    expect(of("ofac-sdn", "2026-11-01T11:00:00Z", null)).toBe("amber");
  });
  it("is not called current where its edition is no date", () => {
    expect(of("uk-csv", "2026-11-22T11:00:00Z", "Edition 12")).toBe("plain");
    expect(of("uk-csv", "2026-11-01T11:00:00Z", "Edition 12"), "and is old where its import is").toBe("amber");
    expect(of("uk-csv", "2026-11-22T11:00:00Z", "2026-11-20")).toBe("green");
  });
  it("kept by hand is never late", () => expect(of("by-hand", "2020-01-01T00:00:00Z", null)).toBe("plain"));
  it("shows its edition as a day, or as it says it", () => {
    expect(edition("2019-02-03T00:00:00.000Z")).toBe("3 Feb 2019");
    expect(edition("Edition 12")).toBe("Edition 12");
    expect(edition(null)).toBeNull();
  });
});
