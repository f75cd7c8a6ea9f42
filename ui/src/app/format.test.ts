import { describe, expect, it } from "vitest";
import { fieldWord } from "../i18n/en";
import { addDays, age, dayIn, flightName, moment, personName, placeCode, portClock, portMoment, stamp, startOfDay } from "./format";

describe("days in a zone", () => {
  it("finds midnight where the port is", () => {
    expect(new Date(startOfDay("2026-11-22", "America/New_York")).toISOString()).toBe("2026-11-22T05:00:00.000Z");
    expect(new Date(startOfDay("2026-11-22", "Pacific/Auckland")).toISOString()).toBe("2026-11-21T11:00:00.000Z");
  });
  it("gives a day of 23 and one of 25 hours when the clocks change", () => {
    const hours = (day: string) => (startOfDay(addDays(day, 1), "Europe/Lisbon") - startOfDay(day, "Europe/Lisbon")) / 3_600_000;
    expect(hours("2026-03-29")).toBe(23);
    expect(hours("2026-10-25")).toBe(25);
  });
  it("knows which day it is there", () => {
    const at = Date.parse("2026-11-22T02:00:00Z");
    expect(dayIn("America/New_York", at)).toBe("2026-11-21");
    expect(dayIn("Asia/Amman", at)).toBe("2026-11-22");
  });
  it("survives a zone that the browser does not know", () => expect(dayIn("Mars/Olympus", Date.parse("2026-11-22T02:00:00Z"))).toBe("2026-11-22"));
});

describe("words", () => {
  it("never converts a port's civil time", () => {
    expect(portClock({ local: "2026-11-22T09:10:00", zone: "Asia/Amman", utc: "2026-11-22T06:10:00Z" })).toBe("09:10");
    expect(portMoment({ local: "2026-11-22T09:10:00", zone: null, utc: null })).toBe("22 Nov 09:10");
  });
  it("names people and flights", () => {
    expect(personName({ surname: "OKEMBA", given: null })).toBe("OKEMBA");
    expect(personName({ surname: "", given: "" })).toBe("name pending");
    expect(flightName({ carrier: "VB", number: "817" })).toBe("VB 817");
    expect(flightName({ carrier: "VB", number: "VB817" })).toBe("VB817");
    expect(placeCode(null)).toBe("?");
  });
  it("says the year of another year, and whose clock it was", () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    expect(moment("2026-03-01T09:10:00Z", "UTC", false, now)).toBe("1 Mar 09:10");
    expect(moment("2025-12-31T23:30:00Z", "UTC", false, now)).toBe("31 Dec 2025 23:30");
    expect(moment("2025-12-31T23:30:00Z", "Europe/Vilnius", false, now)).toBe("1 Jan 01:30");
    expect(stamp("2019-02-03T00:00:00Z", "UTC")).toBe("3 Feb 2019 00:00 UTC");
  });
  it("tells ages", () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    expect(age("2026-11-22T11:58:00Z", now)).toBe("2 min");
    expect(age("2026-11-21T11:58:00Z", now)).toBe("24 h");
    expect(age("2026-11-10T12:00:00Z", now)).toBe("12 days");
    expect(age("2019-02-03T00:00:00Z", now)).toBe("7 years");
  });
  it("reads field paths", () => {
    expect(fieldWord("birth")).toBe("Date of birth");
    expect(fieldWord("documents[0].number")).toBe("Document 1 number");
    expect(fieldWord("documents.1.issuer")).toBe("Document 2 issuer");
    expect(fieldWord("visa_class")).toBe("Visa class");
  });
});
