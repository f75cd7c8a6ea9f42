import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { touched } from "./live";
import { EventParser, readStream } from "./sse";

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

describe("a link", () => {
  let say: (text: string) => void;
  const heard = { open: 0, alive: 0, quiet: [] as number[] };
  let end: string | undefined;
  beforeEach(async () => {
    vi.useFakeTimers();
    Object.assign(heard, { open: 0, alive: 0, quiet: [] });
    end = undefined;
    vi.stubGlobal("fetch", (_: string, { signal }: RequestInit) => Promise.resolve(new Response(new ReadableStream({
      start(stream) {
        say = (text) => stream.enqueue(new TextEncoder().encode(text));
        signal?.addEventListener("abort", () => stream.error(signal.reason));
      },
    }))));
    const handlers = { onOpen: () => heard.open++, onAlive: () => heard.alive++, onQuiet: (silence: number) => heard.quiet.push(silence), onEvent: () => undefined };
    void readStream("/events", handlers, new AbortController().signal).then((why) => { end = why; });
    await vi.advanceTimersByTimeAsync(0);
  });
  afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); });

  it("with its heartbeats is neither quiet nor over", async () => {
    for (let i = 0; i < 10; i++) { await vi.advanceTimersByTimeAsync(15_100); say(": beat\n\n"); }
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual({ open: 1, alive: 10, quiet: [] });
    expect(end).toBeUndefined();
  });
  it("tells of a missed heartbeat, and forgets it with the next", async () => {
    await vi.advanceTimersByTimeAsync(23_000);
    expect(heard.quiet).toEqual([17_000, 22_000]);
    say(": beat\n\n");
    await vi.advanceTimersByTimeAsync(16_000);
    expect(heard.quiet).toEqual([17_000, 22_000]);
    expect(heard.alive).toBe(1);
  });
  it("is over after two missed heartbeats", async () => {
    await vi.advanceTimersByTimeAsync(31_900);
    expect(end).toBeUndefined();
    await vi.advanceTimersByTimeAsync(100);
    expect(end).toBe("silent");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard.quiet).toEqual([17_000, 22_000, 27_000]);
  });
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
