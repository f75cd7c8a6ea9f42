// Who is signed in, and what that person may do.
import { useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { api, ApiError, onSessionLost, setCsrf } from "../api/client";
import { startLive } from "../api/live";
import type { Session } from "../api/types";
import * as drafts from "./drafts";

type State =
  | { kind: "starting" }
  | { kind: "failed"; error: unknown }
  | { kind: "setup" }
  | { kind: "signed-out"; ended: boolean }
  | { kind: "signed-in"; session: Session };

interface Gate {
  state: State;
  retry(): void;
  signedIn(session: Session): void;
  signOut(): Promise<void>;
}

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("no session");
  return session;
}
export function useMay(): (action: string) => boolean {
  const { permissions } = useSession();
  return useCallback((action) => permissions.includes(action), [permissions]);
}

export function useGate(): Gate {
  const client = useQueryClient();
  const [state, setState] = useState<State>({ kind: "starting" });

  const signedIn = useCallback((session: Session) => {
    setCsrf(session.csrf);
    drafts.returned(session.account.id);
    setState({ kind: "signed-in", session });
  }, []);

  const lost = useCallback(() => {
    drafts.interrupted();
    setState((now) => {
      if (now.kind !== "signed-in") return now;
      setCsrf("");
      // Nobody's data stays on a screen that somebody else may sign in to.
      client.clear();
      return { kind: "signed-out", ended: true };
    });
  }, [client]);

  const start = useCallback(async () => {
    setState({ kind: "starting" });
    try {
      signedIn(await api.probe("/session"));
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) return setState({ kind: "failed", error });
      try {
        const { needed } = await api.probe("/setup");
        setState(needed ? { kind: "setup" } : { kind: "signed-out", ended: false });
      } catch {
        setState({ kind: "signed-out", ended: false });
      }
    }
  }, [signedIn]);

  useEffect(() => { onSessionLost(lost); void start(); }, [lost, start]);

  const inside = state.kind === "signed-in";
  const streams = inside && state.session.permissions.includes("events:read");
  useEffect(() => (streams ? startLive(client, lost) : undefined), [streams, client, lost]);

  const signOut = useCallback(async () => {
    await api.delete("/session").catch(() => undefined);
    setCsrf("");
    client.clear();
    drafts.forgotten();
    setState({ kind: "signed-out", ended: false });
  }, [client]);

  return useMemo(() => ({ state, retry: () => void start(), signedIn, signOut }), [state, start, signedIn, signOut]);
}
