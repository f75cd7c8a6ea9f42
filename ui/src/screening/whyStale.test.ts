import { describe, expect, it } from "vitest";
import type { HitSummary } from "../api/types";
import { whyStale } from "./whyStale";

const why = (state: string, state_at: string | null, stale_reason: string) =>
  whyStale({ entry: { state, state_at }, stale_reason } as unknown as HitSummary, "UTC");

describe("a hit that is no longer current", () => {
  it("says what became of its entry", () => {
    expect(why("ended", null, "the entry was ended")).toBe("the entry was ended");
    expect(why("expired", "2026-11-01T00:00:00Z", "the entry expired")).toBe("the entry expired on 31 Oct 2026");
    expect(why("not_begun", "2027-01-01T00:00:00Z", "the entry does not count yet")).toBe("the entry counts from 1 Jan 2027 only");
  });
  it("says else what the server says", () => {
    expect(why("expired", "2026-11-01T00:00:00Z", "the traveler was dropped from the flight")).toBe("the traveler was dropped from the flight");
    expect(why("active", null, "the data no longer match")).toBe("the data no longer match");
    expect(why("removed", null, "the entry was removed from its list")).toBe("the entry was removed from its list");
  });
});
