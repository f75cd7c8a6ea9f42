import { describe, expect, it } from "vitest";
import { around, lines, pieces, show, type Mark } from "./bytes";

const bytes = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const texts = (text: string) => lines(bytes(text)).map(({ from, to }) => text.slice(from, to));

describe("lines", () => {
  it("cuts an interchange into segments and keeps every byte", () => {
    const text = "UNB+UNOA:4+A+B'UNH+1'\r\nBGM+745'UNZ'";
    expect(texts(text)).toEqual(["UNB+UNOA:4+A+B'", "UNH+1'\r\n", "BGM+745'", "UNZ'"]);
    expect(texts(text).join("")).toBe(text);
  });
  it("does not end a segment at a released terminator", () => {
    expect(texts("UNB+A'NAD+FL+++O?'NEIL:PAT'X'")).toEqual(["UNB+A'", "NAD+FL+++O?'NEIL:PAT'", "X'"]);
    expect(texts("UNB+A'FTX+x??'Y'")).toEqual(["UNB+A'", "FTX+x??'", "Y'"]);
  });
  it("reads the terminator and the release character from UNA", () => {
    expect(texts("UNA:+.! ~UNB+A~NAD+O!~N'EIL~")).toEqual(["UNA:+.! ~", "UNB+A~", "NAD+O!~N'EIL~"]);
  });
  it("treats a blank release character as none", () => {
    expect(texts("UNA:+.  'NAD+JANE 'X'")).toEqual(["UNA:+.  '", "NAD+JANE '", "X'"]);
  });
  it("breaks a Type-B envelope at its line ends and before the interchange", () => {
    expect(texts("QK AAA\r\n.BBB 01\r\n\x01UNB+A'UNZ'")).toEqual(["QK AAA\r\n", ".BBB 01\r\n", "\x01", "UNB+A'", "UNZ'"]);
  });
  it("breaks what is no interchange at all, however long", () => {
    const all = lines(new Uint8Array(1000).fill(0x61));
    expect(all.map(({ from, to }) => to - from)).toEqual([480, 480, 40]);
  });
});

describe("pieces", () => {
  const mark: Mark = { key: "surname", label: "Surname", kind: "field", offset: 9, len: 4 };
  it("cuts at marks and remembers the person's band", () => {
    const text = "NAD+FL+++OKEM:RUI'";
    const cut = pieces(bytes(text), { from: 0, to: text.length }, [mark], { offset: 4, len: 14 });
    expect(cut.map((piece) => [piece.text, piece.mark?.key ?? null, piece.band])).toEqual([
      ["NAD+", null, false], ["FL+++", null, true], ["OKEM", "surname", true], [":RUI'", null, true],
    ]);
  });
  it("shows a mark without length as one byte", () => {
    const cut = pieces(bytes("ABC"), { from: 0, to: 3 }, [{ ...mark, offset: 1, len: 0 }], null);
    expect(cut.map((piece) => [piece.text, piece.mark !== null])).toEqual([["A", false], ["B", true], ["C", false]]);
  });
});

describe("show", () => {
  it("pictures control characters", () => expect(show(bytes("A\r\n\x7f"))).toBe("A␍␊␡"));
  it("reads UTF-8, and Latin where it is none", () => {
    expect(show(new TextEncoder().encode("Ж"))).toBe("Ж");
    expect(show(Uint8Array.of(0xe9))).toBe("é");
  });
});

describe("around", () => {
  const all = lines(bytes("UNB'AAA'BBB'CCC'DDD'EEE'"));
  it("keeps the lines of a span with some context", () => {
    expect(around(all, { offset: 8, len: 8 }, 1).map((line) => line.from)).toEqual([4, 8, 12, 16]);
  });
  it("keeps everything without a span, or with one beyond the end", () => {
    expect(around(all, null)).toHaveLength(6);
    expect(around(all, { offset: 900, len: 1 })).toHaveLength(6);
  });
});
