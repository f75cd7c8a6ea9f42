import { describe, expect, it } from "vitest";
import { applyingFirst, gravest, standsFor, urgent } from "./gravest";

const hit = (category: string | null, grave = false, state: "new" | "not_a_match" = "new") => ({ category, grave, state });

describe("what is said of a traveler with several hits", () => {
  it("is the gravest, however high the others score", () => {
    expect(gravest([hit(null), hit("refer"), hit("detain", true)])?.category).toBe("detain");
    expect(gravest([hit(null), hit("refer"), hit("inform")])?.category).toBe("refer");
    expect(gravest([hit("refuse_entry", true), hit("detain", true)])?.category).toBe("detain");
    expect(gravest([hit("document"), hit("inform"), hit("refer"), hit("refuse_entry", true)])?.category).toBe("refuse_entry");
    expect(gravest([hit("something new"), hit("document")])?.category).toBe("document");
    expect(gravest([hit(null)])).toBeUndefined();
    expect(gravest(undefined)).toBeUndefined();
  });
  it("is nothing that was cleared", () => {
    expect(gravest([hit("detain", true, "not_a_match"), hit("refer")])?.category).toBe("refer");
    expect(standsFor([hit(null), hit("detain", true, "not_a_match")])).toEqual(hit(null));
    expect(standsFor([hit(null), hit("refer")]), "what is not grave does not come before a nearer one").toEqual(hit(null));
    expect(standsFor([hit(null), hit("detain", true)])?.category).toBe("detain");
    expect(standsFor([hit("refer", false, "not_a_match"), hit(null)])).toEqual(hit(null));
    expect([hit("detain", true), hit("detain", true, "not_a_match"), hit("refer")].map(urgent)).toEqual([true, false, false]);
  });
  it("comes of hits that apply before those that no longer do", () => {
    const [one, two, old] = [{ id: 1, stale: false }, { id: 2, stale: false }, { id: 3, stale: true }];
    expect(applyingFirst([old, one, two])).toEqual([one, two, old]);
  });
});
