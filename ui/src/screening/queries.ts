import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import { useMay } from "../app/session";
import type { Decision, HitDetail, Reason } from "../api/types";

export const useHits = (state: string) =>
  useInfiniteQuery({
    queryKey: ["hits", "queue", state],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => api.get("/hits", { query: { state, limit: 100, cursor: pageParam }, signal }),
    getNextPageParam: (page) => page.next ?? null,
  });

export const useHit = (id: string) =>
  useQuery({ queryKey: ["hit", id], queryFn: ({ signal }) => api.get("/hits/{id}", { id, signal }) });

/** Where the person stands in the message: with the hit, or else with the traveler. */
export function useSource(hit: HitDetail): HitDetail["source"] {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ["traveler", hit.traveler.id], enabled: !hit.source && may("traveler:read"),
    queryFn: ({ signal }) => api.get("/travelers/{id}", { id: hit.traveler.id, signal }),
  });
  if (hit.source) return hit.source;
  return data?.message_id ? { message_id: data.message_id, span: data.span ?? null, sources: data.sources ?? [] } : null;
}

export interface DecisionRequest { id: string; version: number; state: Decision; reason: Reason; note?: string | undefined }

export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: DecisionRequest) => api.post("/hits/{id}/decision", { id, body }),
    onSuccess: (hit) => client.setQueryData(["hit", hit.id], hit),
  });
}

export function useClaim() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.post("/hits/{id}/claim", { id }),
    onSuccess: (hit) => client.setQueryData(["hit", hit.id], hit),
  });
}
