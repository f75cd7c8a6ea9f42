// A message's bytes, cut into lines and marked pieces for reading. Nothing is
// repaired: what is shown is what arrived, control characters as pictures.
import type { Span } from "../api/types";

export interface Line { from: number; to: number }
export interface Mark extends Span { key: string; label: string; kind: "field" | "warning" }
export interface Piece { from: number; text: string; mark: Mark | null; band: boolean }

const LONGEST_LINE = 480;
const ascii = (text: string) => [...text].map((c) => c.charCodeAt(0));

function find(bytes: Uint8Array, text: string, limit: number): number {
  const want = ascii(text);
  for (let i = 0; i + want.length <= Math.min(bytes.length, limit); i++) {
    if (want.every((byte, k) => bytes[i + k] === byte)) return i;
  }
  return -1;
}

/** One EDIFACT segment a line (ISO 9735: terminator and release character as
 *  a UNA states them, else `'` and `?`); text before the interchange, a Type-B
 *  envelope for one, breaks at its own line ends. */
export function lines(bytes: Uint8Array): Line[] {
  const una = find(bytes, "UNA", 1024);
  const release = una >= 0 ? bytes[una + 6] : 0x3f;
  const terminator = una >= 0 ? bytes[una + 8] : 0x27;
  const begin = una >= 0 ? una : find(bytes, "UNB", 4096);
  const found: Line[] = [];
  let from = 0;
  const cut = (to: number) => { if (to > from) found.push({ from, to }); from = to; };
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    const envelope = begin < 0 || i < begin;
    // The UNA's own nine characters are not data.
    const inUna = una >= 0 && i >= una && i < una + 8;
    if (begin > 0 && i === begin) cut(i);
    if (envelope) {
      if (byte === 0x0a) cut(i + 1);
      else if (begin < 0 && byte === terminator && bytes[i + 1] !== 0x0d && bytes[i + 1] !== 0x0a) cut(i + 1);
    } else if (!inUna && byte === release && byte !== 0x20) i++;
    else if (!inUna && byte === terminator) {
      while (bytes[i + 1] === 0x0d || bytes[i + 1] === 0x0a) i++;
      cut(i + 1);
    }
    if (i + 1 - from >= LONGEST_LINE) cut(i + 1);
  }
  cut(bytes.length);
  return found;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const latin = new TextDecoder("windows-1252");

export function show(bytes: Uint8Array): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    text = latin.decode(bytes);
  }
  // Control characters become their pictures (U+2400 block).
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f]/g, (c) => (c === "\u007f" ? "\u2421" : String.fromCharCode(0x2400 + c.charCodeAt(0))));
}

const within = (at: number, span: Span | null | undefined) => Boolean(span && at >= span.offset && at < span.offset + Math.max(1, span.len));

/** The pieces of one line, cut wherever a mark or the person's band begins or ends. */
export function pieces(bytes: Uint8Array, line: Line, marks: readonly Mark[], band: Span | null | undefined): Piece[] {
  const cuts = new Set([line.from, line.to]);
  for (const span of band ? [...marks, band] : marks) {
    for (const at of [span.offset, span.offset + Math.max(1, span.len)]) if (at > line.from && at < line.to) cuts.add(at);
  }
  const order = [...cuts].sort((a, b) => a - b);
  return order.slice(0, -1).map((from, i) => {
    const to = order[i + 1]!;
    // Where marks overlap, the shortest says most.
    const mark = marks.filter((candidate) => within(from, candidate)).sort((a, b) => a.len - b.len)[0] ?? null;
    return { from, text: show(bytes.subarray(from, to)), mark, band: within(from, band) };
  });
}

/** The lines that touch a span, with a few around them. */
export function around(all: readonly Line[], span: Span | null | undefined, context = 3): Line[] {
  if (!span) return [...all];
  const first = all.findIndex((line) => line.to > span.offset);
  if (first < 0) return [...all];
  let last = first;
  while (last + 1 < all.length && all[last + 1]!.from < span.offset + Math.max(1, span.len)) last++;
  return all.slice(Math.max(0, first - context), last + 1 + context);
}
