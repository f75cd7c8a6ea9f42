import { describe, expect, it } from "vitest";
import { keyOf } from "./keys";

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
