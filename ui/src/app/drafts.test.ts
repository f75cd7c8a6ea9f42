import { beforeEach, describe, expect, it } from "vitest";
import { forgotten, interrupted, returned, typing, used, waiting } from "./drafts";

const draft = { place: "entry", account: "ada", value: { names: "TESTANOV" } };

describe("what was typed when a session ended", () => {
  beforeEach(forgotten);
  it("waits for the same account at the same place", () => {
    typing(draft);
    interrupted();
    // The screen goes with the session.
    typing(null);
    returned("ada");
    expect(waiting("entry", "ada")).toEqual(draft.value);
    expect(waiting("another", "ada")).toBeNull();
    used();
    expect(waiting("entry", "ada")).toBeNull();
  });
  it("is nothing to another account, nor to the first one after it", () => {
    typing(draft);
    interrupted();
    returned("bob");
    expect(waiting("entry", "bob")).toBeNull();
    returned("ada");
    expect(waiting("entry", "ada")).toBeNull();
  });
  it("is gone after signing out, and after leaving the form", () => {
    typing(draft);
    forgotten();
    expect(waiting("entry", "ada")).toBeNull();
    typing(draft);
    typing(null);
    interrupted();
    expect(waiting("entry", "ada")).toBeNull();
  });
  it("outlives a second end of the session before the form is open again", () => {
    typing(draft);
    interrupted();
    returned("ada");
    interrupted();
    returned("ada");
    expect(waiting("entry", "ada")).toEqual(draft.value);
  });
});
