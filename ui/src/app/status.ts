// Facts about this node: its zone, its clock, its index.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api/client";

export function useStatus() {
  return useQuery({ queryKey: ["status"], queryFn: ({ signal }) => api.get("/status", { signal }), staleTime: 60_000 });
}

/** The port's zone; the browser's until it is known. */
export function useZone(): string | undefined {
  return useStatus().data?.zone || undefined;
}

/** The present, read again every half minute, so that ages go on. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
