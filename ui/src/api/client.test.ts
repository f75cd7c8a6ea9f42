import { describe, expect, it } from "vitest";
import { en } from "../i18n/en";
import { offline } from "./client";

describe("no answer", () => {
  it("to a write leaves open whether it was saved", () => {
    expect(offline("POST", "/entries")).toBe(en.errors.notKnown);
    expect(offline("PATCH", "/accounts/{id}")).toBe(en.errors.notKnown);
  });
  it("to a read, or to something that writes nothing, does not", () => {
    expect(offline("GET", "/hits")).toBe(en.errors.offline);
    expect(offline("POST", "/subjects/query")).toBe(en.errors.offline);
    expect([offline("POST", "/session", true), offline("POST", "/imports/preview")]).toEqual([en.errors.noAnswer, en.errors.noAnswer]);
  });
});
