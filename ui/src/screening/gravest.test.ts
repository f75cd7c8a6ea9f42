import { describe, expect, it } from "vitest";
import { gravest, urgent } from "./gravest";

const hit = (category: string | null, grave = false, state: "new" | "not_a_match" = "new") => ({ category, grave, state });

describe("what is said of a traveler with several hits", () => {
  it("is the gravest, however high the others score", () => {
    expect(gravest([hit(null), hit("refer"), hit("detain", true)])?.category).toBe("detain");
    expect(gravest([hit(null), hit("refer"), hit("inform")])?.category).toBe("refer");
    expect(gravest([hit(null)])).toBeUndefined();
    expect(gravest(undefined)).toBeUndefined();
  });
  it("is nothing that was cleared", () => {
    expect(gravest([hit("detain", true, "not_a_match"), hit("refer")])?.category).toBe("refer");
    expect([hit("detain", true), hit("detain", true, "not_a_match"), hit("refer")].map(urgent)).toEqual([true, false, false]);
  });
});
