import { describe, expect, it } from "vitest";
import type { Entry } from "../api/types";
import { birthsOf, draftOf, EMPTY, formOf, grave, otherBirths } from "./draft";

const ZONE = "Europe/Vilnius";

describe("an entry's form", () => {
  it("ends after the last day, where the port is", () => {
    const draft = draftOf({ ...EMPTY, from: "2026-03-29", until: "2026-10-25" }, ZONE);
    expect(draft.valid_from).toBe("2026-03-28T22:00:00.000Z");
    expect(draft.valid_until).toBe("2026-10-25T22:00:00.000Z");
  });
  it("leaves out what is empty and takes several from one field", () => {
    const draft = draftOf({ ...EMPTY, names: [{ value: "HANDMADE, Vera", kind: "primary" }, { value: " ", kind: "aka" }], births: "1979-03-14; c1980,", documents: [{ kind: "passport", number: "", issuer: "" }] }, ZONE);
    expect(draft.names).toHaveLength(1);
    expect(draft.births).toEqual(["1979-03-14", "c1980"]);
    expect([draft.documents, draft.gender, draft.valid_until]).toEqual([[], null, null]);
  });
  it("reads back what was written", () => {
    const draft = draftOf({ ...EMPTY, names: [{ value: "HANDMADE, Vera", kind: "primary" }], category: "refer", reason: "asked for", remarks: "a dog", from: "2026-01-01", until: "2026-12-31" }, ZONE);
    const entry = { ...draft, remarks: "Refer to a second line: asked for\na dog", hand: { ...draft, grave: false, ended: false, by: "me" } } as unknown as Entry;
    expect(draftOf(formOf(entry, ZONE), ZONE)).toEqual(draft);
  });
  it("asks the server for dates of birth in other forms only", () => {
    expect(otherBirths("1979-03-14, 1979-03; 1979, c1979, 1978/1980,")).toEqual([]);
    expect(["14/03/1979", "1979, 1979-02-30", "1979-13", "1980/1978", "5 July 1963; 5 July 1963"].map(otherBirths)).toEqual([["14/03/1979"], ["1979-02-30"], ["1979-13"], ["1980/1978"], ["5 July 1963"]]);
  });
  it("takes what was understood, and names the first that is no date", () => {
    expect(birthsOf("1979, 05.07.1963", { "05.07.1963": "1963-07-05" })).toEqual({ births: "1979, 1963-07-05", wrong: null });
    expect(birthsOf("1979, soon", { soon: null }).wrong).toBe("soon");
    expect(birthsOf("05.07.1963", {}).wrong).toBe("05.07.1963");
    expect(birthsOf("", {})).toEqual({ births: "", wrong: null });
  });
  it("knows which categories need a second person", () => expect(["detain", "refuse_entry", "refer", ""].map(grave)).toEqual([true, true, false, false]));
});
