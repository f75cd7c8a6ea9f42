import { RouterProvider } from "@tanstack/react-router";
import { Announcer } from "../components/Announce";
import { Failed, Loading } from "../components/States";
import { GateFrame, SetupForm, SignInForm } from "../administration/SignIn";
import { router } from "./router";
import { SessionProvider, useGate } from "./session";
import { SignOutProvider } from "./Shell";

export function App() {
  const gate = useGate();
  const { state } = gate;
  if (state.kind === "starting") return <GateFrame><Loading /></GateFrame>;
  if (state.kind === "failed") return <GateFrame><Failed error={state.error} retry={gate.retry} /></GateFrame>;
  if (state.kind === "setup") return <GateFrame><SetupForm onDone={gate.signedIn} /></GateFrame>;
  if (state.kind === "signed-out") return <GateFrame><SignInForm ended={state.ended} onDone={gate.signedIn} /></GateFrame>;
  return (
    <SessionProvider value={state.session}>
      <SignOutProvider value={gate.signOut}>
        <RouterProvider router={router} />
        <Announcer />
      </SignOutProvider>
    </SessionProvider>
  );
}
