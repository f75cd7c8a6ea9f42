import { describe, expect, it } from "vitest";
import { stepText, stepWhy } from "./steps";

describe("a step of what is known", () => {
  it("names the state of a hit", () => {
    expect(stepText({ kind: "decision", text: "OWN H-37C3B0AE (1.00): not_a_match" })).toBe("OWN H-37C3B0AE (1.00): Not a match");
    expect(stepText({ kind: "hit", text: "OWN H-1 (0.91): in_review" })).toBe("OWN H-1 (0.91): In review");
  });
  it("says what a message did", () => {
    expect(stepText({ kind: "message", text: "PAXLST said what is known now" })).toBe("PAXLST: gave the newest details of the person");
    expect(stepText({ kind: "message", text: "PNRGOV listed the person, said what is known now" })).toBe("PNRGOV: listed the person first; gave the newest details of the person");
    expect(stepText({ kind: "message", text: "PAXLST something new" })).toBe("PAXLST something new");
  });
  it("says why", () => {
    expect(stepWhy({ why: "identity_verified" })).toBe("Identity verified");
    expect(stepWhy({ why: "different_name: seen at the desk" })).toBe("Different name: seen at the desk");
    expect(stepWhy({ why: "other: a twin" })).toBe("a twin");
    expect(stepWhy({ why: "carried over: ada decided so on 2026-11-22" })).toBe("carried over: ada decided so on 2026-11-22");
    expect([stepWhy({ why: "subject-query" }), stepWhy({ why: null })]).toEqual(["Query", null]);
  });
});
