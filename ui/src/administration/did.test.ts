import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { en } from "../i18n/en";
import { account, did } from "./did";

const ID = "0190b6f2-8e7a-7cc3-98c4-dc0c0c07398f";

describe("what was done", () => {
  it("is said in words, whatever the ids", () => {
    expect(did(`GET /api/v1/hits/${ID}`)).toBe("Read a hit");
    expect(did(`POST /api/v1/hits/${ID}/decision`)).toBe("Decided on a hit");
    expect(did(`GET /api/v1/hits?state&flight=${ID}`)).toBe("Listed hits");
    expect(did("POST /api/v1/session")).toBe("Signed in");
    expect(did("POST /api/v1/session refused")).toBe("Sign-in refused");
  });
  it("stays as it is where no words are known", () => {
    for (const cause of [null, undefined, "", "manifest-0711.edi", "a list changed", "GET /api/v1/hits/17", "GET /api/v2/hits", "POST /api/v1/hits refused"]) expect(did(cause)).toBeNull();
  });
});

describe("what was done to an account", () => {
  const change = { id: ID, name: "mara", made: false, given: [], taken: [], display: null, disabled: null, password: false };
  it("is spelled out", () => {
    expect(account({ ...change, made: true, given: ["analyst", "list_manager"] })).toBe("mara: made with the roles Analyst, List manager");
    expect(account({ ...change, given: ["supervisor"], taken: ["analyst", "officer"] })).toBe("mara: role given: Supervisor; roles taken: Analyst, Officer");
    expect(account({ ...change, display: { before: "Mara", after: "Mara L." }, disabled: true, password: true })).toBe("mara: name “Mara” is now “Mara L.”; disabled; new password set");
    expect(account({ ...change, disabled: false })).toBe("mara: enabled again");
  });
  it("is said to be nothing where it was", () => expect(account(change)).toBe("mara: nothing changed"));
});

interface Operation { "x-personal-data"?: boolean }
const { paths } = JSON.parse(readFileSync(new URL("../../../schemas/openapi.json", import.meta.url), "utf8")) as { paths: Record<string, Record<string, Operation>> };
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path.replace("/api/v1", "")}`, journalled: method !== "get" || operation["x-personal-data"] === true })));

describe("the words for routes", () => {
  it("are there for every operation that the journal names", () => {
    expect(operations.filter(({ route, journalled }) => journalled && !en.journal.did[route]).map(({ route }) => route)).toEqual([]);
  });
  it("are for operations that exist", () => {
    const known = operations.map(({ route }) => route);
    expect(Object.keys(en.journal.did).filter((route) => !known.includes(route.replace(/ refused$/, "")))).toEqual([]);
  });
});
