import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api/client";
import type { SubjectAnswer } from "../api/types";

/** A pause between keys that is no end of typing, and short enough not to be felt. */
const PAUSE = 120;

/** The value once it has rested for a moment. */
export function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    // An emptied box is empty at once: nobody's data stay behind it.
    if (value === "") return setRested("");
    const timer = setTimeout(() => setRested(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return value === "" ? "" : rested;
}

/** True once something has lasted: what passes in a blink is not worth a word. */
export function useLasting(on: boolean): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!on) return setLasted(false);
    const timer = setTimeout(() => setLasted(true), 400);
    return () => clearTimeout(timer);
  }, [on]);
  return on && lasted;
}

/** Why no answer comes, until one does: each new attempt would begin as if nothing had happened. */
export function useFailure({ isError, isSuccess, isPlaceholderData, error }: Pick<UseQueryResult, "isError" | "isSuccess" | "isPlaceholderData" | "error">): unknown {
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    if (isError) setFailure(error);
    else if (isSuccess && !isPlaceholderData) setFailure(null);
  }, [isError, isSuccess, isPlaceholderData, error]);
  return isError ? error : failure;
}

/** A stretch of typing. `randomUUID` is missing where the page does not come over TLS. */
export function newStretch(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A later text cancels the question about an earlier one. Answers are not kept: who looks again is told anew. */
export const useSubjects = (text: string, stretch: string, purpose: string) =>
  useQuery<SubjectAnswer>({
    queryKey: ["subjects", text, purpose, stretch],
    enabled: text !== "", retry: false, gcTime: 0, staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false,
    // Within one stretch only: who empties the box is done with whom it showed.
    ...(text === "" ? {} : { placeholderData: (before, asked) => (asked?.queryKey[3] === stretch ? before : undefined) }),
    // The box is the whole shift's work: it goes on trying by itself, until everything was looked through.
    refetchInterval: (query) => (query.state.status === "error" || query.state.data?.sources.some((source) => source.state !== "current") ? 3000 : false),
    queryFn: ({ signal }) => api.post("/subjects/query", { body: { text, stretch }, purpose, signal }),
  });

// --- saved subjects ---

export const useSaved = (enabled = true) =>
  useQuery({ queryKey: ["saved"], enabled, queryFn: ({ signal }) => api.get("/saved-subjects", { query: { limit: 100 }, signal }) });

function useSavedChange<V>(mutationFn: (value: V) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: ["saved"] }) });
}
export const useSave = () => useSavedChange((body: { text: string; reason: string; until: string }) => api.post("/saved-subjects", { body }));
export const useSeen = () => useSavedChange((id: string) => api.post("/saved-subjects/{id}/seen", { id }));
export const useEndSaved = () => useSavedChange((id: string) => api.post("/saved-subjects/{id}/end", { id }));

/** What the box of the query screen holds; it goes with the session. */
export function useBox(): [string, (value: string) => void] {
  const client = useQueryClient();
  const set = (value: string) => {
    client.setQueryDefaults(["subject-box"], { gcTime: Infinity });
    client.setQueryData(["subject-box"], value);
  };
  return [client.getQueryData<string>(["subject-box"]) ?? "", set];
}
