// A machine-readable zone as a scanner types it: every line ended by Enter.

/** Whether the text is the beginning of a zone of which another line comes. */
export function awaitsLine(text: string): boolean {
  if (/\s$/.test(text)) return false;
  const lines = text.trim().split(/\s+/);
  const first = lines[0] ?? "";
  if (!/^[ACIPV][A-Z<]{4}/i.test(first) || !first.includes("<") || first.length >= 60) return false;
  // Cards have three short lines, passports and visas two long ones.
  return lines.length < (first.length <= 32 ? 3 : 2);
}
