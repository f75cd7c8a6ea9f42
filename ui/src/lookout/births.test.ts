import { describe, expect, it } from "vitest";
import { ApiError } from "../api/client";
import { GLANCE, looked, notRead, reader } from "./births";
import type { Births } from "./draft";

const READ: Births = { "05.07.1963": "1963-07-05", soon: null };

describe("dates of birth", () => {
  it("are asked for once, also while the answer is under way", async () => {
    const asked: string[][] = [];
    const read = reader(async (texts) => {
      asked.push(texts);
      return READ;
    });
    const both = await Promise.all([read(["05.07.1963"]), read(["05.07.1963", "soon"])]);
    expect(both).toEqual([{ "05.07.1963": "1963-07-05" }, READ]);
    expect(await read(["soon"])).toEqual({ soon: null });
    expect(asked).toEqual([["05.07.1963"], ["soon"]]);
    expect(await read([])).toEqual({});
    expect(asked).toHaveLength(2);
  });

  it("are asked for again after a failure", async () => {
    let times = 0;
    const read = reader(async () => {
      times += 1;
      if (times === 1) throw new Error("no answer");
      return READ;
    });
    await expect(read(["05.07.1963"])).rejects.toThrow("no answer");
    expect(await read(["05.07.1963"])).toEqual({ "05.07.1963": "1963-07-05" });
  });

  it("are looked at when their reading was on the screen for a moment", () => {
    expect(looked([], {}, 0, 0), "nothing was read").toBe(true);
    expect(looked(["05.07.1963"], {}, 0, 9000)).toBe(false);
    expect(looked(["05.07.1963"], READ, 5000, 5000 + GLANCE - 1), "it came with the click on Save").toBe(false);
    expect(looked(["05.07.1963"], READ, 5000, 5000 + GLANCE)).toBe(true);
  });

  it("that could not be read say why", () => {
    expect(notRead(new ApiError({ title: "No answer", status: 0 }))).toContain("did not answer");
    expect(notRead(new ApiError({ title: "Not acceptable", status: 422, errors: [{ field: "texts", detail: "at most 50 dates" }] }))).toContain("at most 50 dates");
    expect(notRead(new ApiError({ title: "Too many requests", status: 429, detail: "wait a moment" }))).toBe("The dates could not be read: wait a moment");
  });
});
