import { ApiError } from "../api/client";

/** That another account has the name, in the server's words; null where something else was wrong. */
export function takenName(error: unknown): string | null {
  if (!(error instanceof ApiError) || error.problem.type !== "/problems/taken") return null;
  return error.problem.errors?.find(({ field }) => field === "name")?.detail ?? null;
}
