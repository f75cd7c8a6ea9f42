import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { all, api } from "../api/client";
import type { Direction } from "../api/types";
import { addDays, startOfDay } from "../app/format";

/** More flights than any port handles in a day; a guard, not a page size. */
const MOST_FLIGHTS = 3000;
const MOST_PEOPLE = 2000;

/** The flights of one civil day in the port's zone. */
export function useBoard(direction: Direction, day: string, zone: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ["flights", direction, day, zone],
    enabled,
    queryFn: ({ signal }) => all("/flights", {
      signal,
      query: {
        direction,
        from: new Date(startOfDay(day, zone)).toISOString(),
        to: new Date(startOfDay(addDays(day, 1), zone)).toISOString(),
      },
    }, MOST_FLIGHTS),
  });
}

export const useFlight = (id: string) =>
  useQuery({ queryKey: ["flight", id], queryFn: ({ signal }) => api.get("/flights/{id}", { id, signal }) });

export const useTravelers = (flight: string) =>
  useQuery({ queryKey: ["travelers", flight], queryFn: ({ signal }) => all("/flights/{id}/travelers", { id: flight, signal }, MOST_PEOPLE) });

export const useTraveler = (id: string) =>
  useQuery({ queryKey: ["traveler", id], queryFn: ({ signal }) => api.get("/travelers/{id}", { id, signal }) });

export const useFlightHits = (flight: string, enabled: boolean) =>
  useQuery({ queryKey: ["hits", "flight", flight], enabled, queryFn: ({ signal }) => all("/hits", { query: { state: "all", flight }, signal }, MOST_PEOPLE) });

export const useMessages = (filter: { refused?: boolean | undefined; flight?: string | undefined }) =>
  useInfiniteQuery({
    queryKey: ["messages", filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => api.get("/messages", { query: { ...filter, limit: 100, cursor: pageParam }, signal }),
    getNextPageParam: (page) => page.next ?? null,
  });

export const useMessage = (id: string) =>
  useQuery({ queryKey: ["message", id], queryFn: ({ signal }) => api.get("/messages/{id}", { id, signal }) });

/** The bytes never change once kept, so they are read once. */
export const useContent = (id: string) =>
  useQuery({
    queryKey: ["content", id], staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const content = await api.get("/messages/{id}/content", { id, signal });
      return Uint8Array.from(atob(content.base64), (c) => c.charCodeAt(0));
    },
  });
