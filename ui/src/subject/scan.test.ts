import { describe, expect, it } from "vitest";
import { awaitsLine } from "./scan";

const PASSPORT = ["P<UTOTESTANOV<<IVO<<<<<<<<<<<<<<<<<<<<<<<<<<", "L898902C36UTO6102281M1204159<<<<<<<<<<<<<<06"];
const CARD = ["I<UTOD231458907<<<<<<<<<<<<<<<", "6102281M1204159UTO<<<<<<<<<<<6", "TESTANOV<<IVO<<<<<<<<<<<<<<<<<"];

describe("a scanned zone", () => {
  it("waits for the second line of a passport", () => {
    expect(awaitsLine(PASSPORT[0]!)).toBe(true);
    expect(awaitsLine(PASSPORT.join(" "))).toBe(false);
    expect(awaitsLine(PASSPORT.join(""))).toBe(false);
  });
  it("waits for three lines of a card", () => {
    expect(awaitsLine(CARD[0]!)).toBe(true);
    expect(awaitsLine(CARD.slice(0, 2).join(" "))).toBe(true);
    expect(awaitsLine(CARD.join(" "))).toBe(false);
  });
  it("waits once: a second Enter is one", () => {
    expect(awaitsLine(`${PASSPORT[0]} `)).toBe(false);
  });
  it("takes no name for a zone", () => {
    for (const text of ["", "testanov ivo 28.02.1961", "PETROV PAVEL", "AB123456"]) expect(awaitsLine(text)).toBe(false);
  });
});
