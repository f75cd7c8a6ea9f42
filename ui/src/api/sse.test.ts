import { describe, expect, it } from "vitest";
import { touched } from "./live";
import { EventParser } from "./sse";

function parse(...chunks: string[]): [string, string][] {
  const events: [string, string][] = [];
  const parser = new EventParser((name, data) => events.push([name, data]));
  for (const chunk of chunks) parser.push(chunk);
  return events;
}

describe("EventParser", () => {
  it("joins events that arrive in pieces", () => {
    expect(parse("event: cha", "nge\nda", "ta: {\"a\"", ":1}\n", "\n")).toEqual([["change", '{"a":1}']]);
  });
  it("takes heartbeats for nothing but life", () => expect(parse(": beat\n\n", ":\n\n")).toEqual([]));
  it("joins several data lines and reads CRLF, cut anywhere", () => {
    expect(parse("data: a\r", "\ndata: b\r\n\r\n")).toEqual([["message", "a\nb"]]);
  });
  it("keeps an unfinished event back", () => expect(parse("event: change\ndata: 1\n")).toEqual([]));
});

describe("touched", () => {
  it("names the screens that show a record", () => {
    const keys = touched({ records: [{ kind: "hit", id: "1" }] });
    expect(keys.has("hits")).toBe(true);
    expect(keys.has("flights")).toBe(true);
    expect(keys.has("lists")).toBe(false);
  });
  it("lets kinds pass that no screen shows, or a journalled read would loop", () => {
    expect(touched({ records: [{ kind: "session", id: "1" }, { kind: "clearance", id: "2" }] }).size).toBe(0);
  });
});
