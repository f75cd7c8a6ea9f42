// A reader of text/event-stream over fetch. The browser's own EventSource
// hides the heartbeat comments, and without them a dead link looks alive.

/** Between two heartbeats of the server, in ms. */
const BEAT = 15_000;
/** A beat may come so late, in ms, before it counts as missed. */
const LEEWAY = 2_000;
/** Two beats missed: such a link is no link. */
const SILENCE = 2 * BEAT + LEEWAY;
/** Between two words about a silence, in ms. */
const STEP = 5_000;

export interface StreamHandlers {
  onOpen(): void;
  /** Anything at all arrived, a heartbeat included. */
  onAlive(): void;
  /** A heartbeat did not come, and still nothing: for how long, in ms. Told again and again. */
  onQuiet(silence: number): void;
  onEvent(name: string, data: string): void;
}

/** Splits a stream of text into events; comments only count as life. */
export class EventParser {
  private rest = "";
  private name = "";
  private data: string[] = [];
  private readonly emit: (name: string, data: string) => void;
  constructor(emit: (name: string, data: string) => void) {
    this.emit = emit;
  }

  push(text: string): void {
    this.rest += text;
    let from = 0;
    for (;;) {
      const end = this.rest.slice(from).search(/\r\n|\n|\r(?!$)/);
      if (end < 0) break;
      const line = this.rest.slice(from, from + end);
      from += end + (this.rest.startsWith("\r\n", from + end) ? 2 : 1);
      this.line(line);
    }
    this.rest = this.rest.slice(from);
  }

  private line(line: string): void {
    if (line === "") {
      if (this.data.length > 0) this.emit(this.name || "message", this.data.join("\n"));
      this.name = "";
      this.data = [];
      return;
    }
    if (line.startsWith(":")) return;
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.name = value;
    else if (field === "data") this.data.push(value);
  }
}

/** Reads until the link ends or two heartbeats are missed; the result says why. */
export async function readStream(url: string, handlers: StreamHandlers, signal: AbortSignal): Promise<"ended" | "silent" | "signed-out"> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  signal.addEventListener("abort", stop);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silent = false;
  const watch = () => {
    clearTimeout(timer);
    // By the clock, not by the timers: those stand still while a laptop sleeps.
    const from = Date.now();
    const look = () => {
      const silence = Date.now() - from;
      if (silence >= SILENCE) { silent = true; abort.abort(); return; }
      handlers.onQuiet(silence);
      timer = setTimeout(look, Math.min(STEP, SILENCE - silence));
    };
    timer = setTimeout(look, BEAT + LEEWAY);
  };
  try {
    watch();
    const response = await fetch(url, { headers: { Accept: "text/event-stream" }, credentials: "same-origin", cache: "no-store", signal: abort.signal });
    if (response.status === 401) return "signed-out";
    if (!response.ok || !response.body) return "ended";
    handlers.onOpen();
    const parser = new EventParser((name, data) => handlers.onEvent(name, data));
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return "ended";
      watch();
      handlers.onAlive();
      parser.push(value);
    }
  } catch {
    return silent ? "silent" : "ended";
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    abort.abort();
  }
}
