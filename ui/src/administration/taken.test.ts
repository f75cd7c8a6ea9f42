import { describe, expect, it } from "vitest";
import { ApiError } from "../api/client";
import { en } from "../i18n/en";
import { takenName } from "./taken";

const problem = (type: string, field: string) => new ApiError({ type, title: "", status: 409, errors: [{ field, detail: "an account mara exists" }] });

describe("a name that another account has", () => {
  it("is told from everything else", () => {
    expect(takenName(problem("/problems/taken", "name"))).toBe("an account mara exists");
    for (const error of [problem("/problems/conflict", "name"), problem("/problems/taken", "roles"), new Error("x"), null]) expect(takenName(error)).toBeNull();
  });
  it("is said with what to do", () => expect(en.accounts.taken("an account mara exists")).toBe("An account mara exists. Choose another name."));
});
