// Facts about this node: its zone, its clock, its index.
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";

export function useStatus() {
  return useQuery({ queryKey: ["status"], queryFn: ({ signal }) => api.get("/status", { signal }), staleTime: 60_000 });
}

/** The port's zone; the browser's until it is known. */
export function useZone(): string | undefined {
  return useStatus().data?.zone || undefined;
}
