import { describe, expect, it } from "vitest";
import { newStretch } from "./queries";

describe("a stretch of typing", () => {
  it("is a random UUID, also where randomUUID is missing", () => {
    const all = new Set(Array.from({ length: 100 }, newStretch));
    expect(all.size).toBe(100);
    for (const one of all) expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
