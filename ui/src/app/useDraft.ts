import { useEffect, useState } from "react";
import { typing, used, waiting } from "./drafts";
import { useSession } from "./session";

/** What this account was typing here when its session ended, once. */
export function useInterrupted<T>(place: string): T | null {
  const account = useSession().account.id;
  const [found] = useState(() => waiting(place, account) as T | null);
  useEffect(() => { if (found) used(); }, [found]);
  return found;
}

/** Keeps what is typed here, should the session end; null while there is nothing to keep. */
export function useTyping(place: string, value: unknown): void {
  const account = useSession().account.id;
  useEffect(() => typing(value === null ? null : { place, account, value }), [place, account, value]);
  useEffect(() => () => typing(null), []);
}
