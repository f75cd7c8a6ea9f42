import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ApiError } from "../api/client";
import type { EntryDraft, Import } from "../api/types";
import { useMay } from "../app/session";

export const useLists = (enabled = true) =>
  useQuery({ queryKey: ["lists"], enabled, queryFn: ({ signal }) => api.get("/lists", { query: { limit: 200 }, signal }) });

export const useList = (id: string) =>
  useQuery({ queryKey: ["list", id], queryFn: ({ signal }) => api.get("/lists/{id}", { id, signal }) });

const PAGED = { initialPageParam: null as string | null, getNextPageParam: (page: { next?: string | null }) => page.next ?? null };

export const useEntries = (list: string, q: string) =>
  useInfiniteQuery({
    ...PAGED, queryKey: ["entries", list, q],
    queryFn: ({ pageParam, signal }) => api.get("/lists/{id}/entries", { id: list, query: { q, limit: 100, cursor: pageParam }, signal }),
  });

export const useImports = (list?: string) =>
  useInfiniteQuery({
    ...PAGED, queryKey: ["imports", list ?? "all"],
    queryFn: ({ pageParam, signal }) => api.get("/imports", { query: { list, limit: 100, cursor: pageParam }, signal }),
  });

export const useChanges = (id: string, change: string) =>
  useInfiniteQuery({
    ...PAGED, queryKey: ["changes", id, change],
    queryFn: ({ pageParam, signal }) => api.get("/imports/{id}/changes", { id, query: { change: change === "all" ? null : change, limit: 100, cursor: pageParam }, signal }),
  });

export const useEntry = (id: string, enabled = true) =>
  useQuery({ queryKey: ["entry", id], enabled, queryFn: ({ signal }) => api.get("/entries/{id}", { id, signal }) });

export const useImport = (id: string) =>
  useQuery({ queryKey: ["import", id], queryFn: ({ signal }) => api.get("/imports/{id}", { id, signal }) });

/** When an entry came to say what it says: every change by hand is an import of its own. */
export function useChangedAt(lastImport: string | undefined): string | undefined {
  const enabled = useMay()("list:read") && lastImport !== undefined;
  return useQuery({ queryKey: ["import", lastImport], enabled, queryFn: ({ signal }) => api.get("/imports/{id}", { id: lastImport ?? "", signal }) }).data?.at;
}

function formOf(files: File[], title = "", version?: number): FormData {
  const form = new FormData();
  if (version !== undefined) form.append("version", String(version));
  if (title.trim()) form.append("title", title.trim());
  for (const file of files) form.append("file", file, file.name);
  return form;
}

/** What an import of the files would do; nothing is written. */
export const usePreview = () =>
  useMutation({ mutationFn: (files: File[]) => api.post("/imports/preview", { body: formOf(files) }) });

/** After an import or an undo: what shows lists is read again. */
function useImported() {
  const client = useQueryClient();
  return (done: Import) => {
    client.setQueryData(["import", done.id], done);
    return client.invalidateQueries({ predicate: (query) => ["lists", "list", "imports", "import", "entries"].includes(String(query.queryKey[0])) });
  };
}

export const useImportFiles = () =>
  useMutation({
    // With the version that the preview was made of: nothing is imported that was not looked at.
    mutationFn: ({ files, title, version }: { files: File[]; title: string; version: number }) => api.post("/imports", { body: formOf(files, title, version) }),
    onSuccess: useImported(),
  });

export const useUndo = () =>
  useMutation({ mutationFn: (id: string) => api.post("/imports/{id}/undo", { id }), onSuccess: useImported() });

// --- entries by hand ---

export interface Outcome { entry_id?: string | null; proposal_id?: string | null }
const WRITTEN = ["lists", "list", "imports", "entries", "entry", "versions", "proposals", "proposal-count"];

function useWrite<V, R>(mutationFn: (value: V) => Promise<R>) {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ predicate: (query) => WRITTEN.includes(String(query.queryKey[0])) });
  // Somebody else was faster, or nobody knows whether it was saved: what is there now is read.
  return useMutation({ mutationFn, onSuccess: again, onError: (error) => (error instanceof ApiError && (error.status === 409 || error.status === 0) ? again() : undefined) });
}

/** Dates of birth as the desk's box reads them; nothing is written. */
export const readBirths = (texts: string[], signal?: AbortSignal) => api.post("/entries/births", { body: { texts }, ...(signal ? { signal } : {}) });

export const useCreateEntry = () => useWrite((body: { list: string; entry: EntryDraft }): Promise<Outcome> => api.post("/entries", { body }));
export const useChangeEntry = (id: string) => useWrite((body: { version: number; entry: EntryDraft }): Promise<Outcome> => api.post("/entries/{id}/change", { id, body }));
export const useEndEntry = (id: string) => useWrite((body: { version: number; reason: string }): Promise<Outcome> => api.post("/entries/{id}/end", { id, body }));

export const useVersions = (id: string) =>
  useInfiniteQuery({
    ...PAGED, queryKey: ["versions", id],
    queryFn: ({ pageParam, signal }) => api.get("/entries/{id}/versions", { id, query: { limit: 20, cursor: pageParam }, signal }),
  });

export const useProposals = (state: string) =>
  useInfiniteQuery({
    ...PAGED, queryKey: ["proposals", state],
    queryFn: ({ pageParam, signal }) => api.get("/proposals", { query: { state, limit: 50, cursor: pageParam }, signal }),
  });

/** How many wait: a count shows nobody's data, so that asking for it again and again is no look at anybody. */
export const useWaitingCount = (enabled: boolean) =>
  useQuery({ queryKey: ["proposal-count"], enabled, queryFn: ({ signal }) => api.get("/proposals/count", { signal }) });

export const useDecideProposal = () => useWrite(({ id, ...body }: { id: string; approve: boolean; note?: string }) => api.post("/proposals/{id}/decision", { id, body }));
