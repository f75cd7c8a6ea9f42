import { describe, expect, it } from "vitest";
import { heldDown, keyOf } from "./keys";

const key = (key: string, code: string, shiftKey = false) => keyOf({ key, code, shiftKey });

describe("a shortcut's key", () => {
  it("is the letter of the key", () => {
    expect(key("s", "KeyS")).toBe("s");
    expect(key("a", "KeyQ")).toBe("a");
  });
  it("is the place of the key under another script", () => {
    expect(key("ы", "KeyS")).toBe("s");
    expect(key("Ы", "KeyS", true)).toBe("S");
  });
  it("is left alone otherwise", () => {
    expect(key("?", "Slash", true)).toBe("?");
    expect(key("Enter", "Enter")).toBe("Enter");
    expect(key("ö", "Semicolon")).toBe("ö");
  });
});

describe("a key held down", () => {
  const held = (key: string, code: string, repeat = true) => heldDown({ key, code, shiftKey: false, repeat });
  it("acts once", () => {
    expect(held("a", "KeyA", false)).toBe(false);
    expect(["a", "r", "x", "u", "i", "n", "Enter"].map((key) => held(key, ""))).toEqual(Array(7).fill(true));
  });
  it("walks on", () => {
    expect([held("j", "KeyJ"), held("k", "KeyK"), held("о", "KeyJ")]).toEqual([false, false, false]);
  });
});
