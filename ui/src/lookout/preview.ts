// What the console makes of a preview, apart from how it looks.
import { ApiError } from "../api/client";
import type { Import, ImportCounts, Preview } from "../api/types";

export const changesOf = (counts: ImportCounts): number => counts.added + counts.changed + counts.removed;

/** An import of files, or an undo, that changed something and has not been undone yet. */
export const canUndo = (done: Pick<Import, "counts" | "undone_by" | "undo_of" | "files">): boolean =>
  changesOf(done.counts) > 0 && !done.undone_by && (done.files.length > 0 || Boolean(done.undo_of));

/** Half of a list going at once is more likely the wrong file than the news. */
export function looksWrong(preview: Pick<Preview, "counts" | "known">): boolean {
  const { added, changed, removed, unchanged } = preview.counts;
  const before = removed + changed + unchanged;
  return preview.known !== null && preview.known !== undefined && before >= 10 && (removed * 2 > before || (removed > 0 && added > before && changed + unchanged === 0));
}

/** The code of the warning that the files are of an older edition than what is in use. */
export const OLDER = "older-edition";
export const olderEdition = (warnings: { code: string; text: string }[]): string | null => warnings.find((warning) => warning.code === OLDER)?.text ?? null;

/** Warnings about the file as a whole: they stand at none of its bytes. */
const WHOLE = new Set([OLDER, "interrupted", "no-aliases"]);
export const ofWholeFile = (code: string): boolean => WHOLE.has(code);

/** The warnings but the one about an older edition, where that stands above them as a notice. */
export function withoutOlder<W extends { code: string; text: string }>(warnings: W[]): W[] {
  const older = warnings.findIndex(({ code }) => code === OLDER);
  return warnings.filter((_, i) => i !== older);
}

/** How many changes of a kind stand behind those that are shown. */
export function hidden(preview: Pick<Preview, "counts" | "changes">, kind: "added" | "changed" | "removed"): number {
  return preview.counts[kind] - preview.changes.filter((change) => change.change === kind).length;
}

/** An import that was refused because the list changed since the preview. */
export const outdated = (error: unknown): boolean => error instanceof ApiError && error.status === 409;
