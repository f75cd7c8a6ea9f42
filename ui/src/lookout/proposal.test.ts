import { describe, expect, it } from "vitest";
import { ApiError } from "../api/client";
import type { Entry, Proposal } from "../api/types";
import { documentText, fieldsOf, isFinal, stuck } from "./proposal";

const entry = (version: number, kind = "passport") => ({ version, list: "OWN", documents: [{ kind, number: "X1", issuer: "LTU" }], hand: { by: "oduya" } }) as unknown as Entry;
const proposal = (what: string, more: Partial<Proposal> = {}) => ({ what, state: "waiting", at: "2026-11-22T12:00:00Z", fields: [], entry: what === "end" ? null : entry(3), list: null, ...more }) as unknown as Proposal;

describe("a proposal that waits", () => {
  it("can be approved while the entry is as it was read", () => {
    expect(stuck(proposal("change"), { now: entry(3), lists: [{ name: "OWN", format: "by-hand" }] })).toBeNull();
    expect(stuck(proposal("create", { list: "OWN" }), { lists: [] })).toBeNull();
    expect(stuck(proposal("end"), { now: entry(9), since: "2026-11-22T11:00:00Z" })).toBeNull();
  });
  it("cannot once the entry says something else", () => {
    expect(stuck(proposal("change"), { now: entry(4) })).toMatch(/version 4.*oduya/);
    expect(stuck(proposal("end"), { now: entry(9), since: "2026-11-22T12:30:00Z" })).toMatch(/version 9/);
  });
  it("cannot once its list is imported", () => {
    expect(stuck(proposal("create", { list: "OWN" }), { lists: [{ name: "OWN", format: "mapped-csv" }] })).toMatch(/OWN is imported/);
    expect(stuck(proposal("change"), { now: { ...entry(3), hand: null } })).toMatch(/OWN is imported/);
  });
  it("says what the server said", () => {
    const refused = new ApiError({ title: "Conflict", detail: "look again", status: 409 });
    expect(stuck(proposal("change"), { now: entry(3) }, refused)).toBe("Look again");
    expect([isFinal(refused), isFinal(new ApiError({ title: "", status: 0 })), isFinal(new ApiError({ title: "", status: 403 }))]).toEqual([true, false, false]);
  });
  it("is over once it is decided", () => expect(stuck(proposal("change", { state: "approved" }), { now: entry(4) })).toBeNull());
});

describe("what would change", () => {
  const fields = [{ field: "reason", before: ["a"], after: ["b"] }];
  it("says the kinds of documents too", () => {
    expect(documentText({ kind: "passport", number: "X1", issuer: null })).toBe("Passport X1");
    expect(fieldsOf(proposal("change", { fields }), entry(3, "visa"))).toEqual([...fields, { field: "documents", before: ["Visa X1 (LTU)"], after: ["Passport X1 (LTU)"] }]);
  });
  it("is left as it was proposed when the entry is another by now", () => expect(fieldsOf(proposal("change", { fields }), entry(4, "visa"))).toBe(fields));
});
