// Before anybody is signed in: sign-in, and the first administrator.
import { useEffect, useState } from "react";
import { api, ApiError } from "../api/client";
import type { Session } from "../api/types";
import { Field } from "../components/Controls";
import { Mark } from "../components/Icon";
import { Notice, ProblemText } from "../components/States";
import { en } from "../i18n/en";

export function GateFrame({ children }: { children: React.ReactNode }) {
  return (
    <main className="gate" id="main">
      <div className="gate-brand"><Mark size={44} /><div><p className="gate-name">{en.product}</p><p>{en.tagline}</p></div></div>
      <div className="gate-card">{children}</div>
      <p className="gate-foot">{en.session.notice}</p>
    </main>
  );
}

function useSubmit(action: () => Promise<Session>, onDone: (session: Session) => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      onDone(await action());
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  };
  return { busy, error, setError, submit };
}

export function SignInForm({ ended, onDone }: { ended: boolean; onDone: (session: Session) => void }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { busy, error, submit } = useSubmit(() => api.post("/session", { body: { name, password }, quiet401: true }), onDone);
  useEffect(() => { document.title = `${en.session.title} · ${en.product}`; document.getElementById("sign-in-name")?.focus(); }, []);
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h1>{en.session.title}</h1>
      {ended && !error ? <Notice tone="amber">{en.session.ended}</Notice> : null}
      {error ? <div role="alert"><Notice tone="red"><SignInProblem error={error} /></Notice></div> : null}
      <Field id="sign-in-name" label={en.session.name} value={name} onChange={setName} autoComplete="username" autoCapitalize="none" spellCheck={false} required />
      <Field id="sign-in-password" label={en.session.password} type="password" value={password} onChange={setPassword} autoComplete="current-password" required />
      <button type="submit" className="button primary wide" disabled={busy}>{busy ? en.session.submitting : en.session.submit}</button>
    </form>
  );
}

function SignInProblem({ error }: { error: unknown }) {
  if (error instanceof ApiError && error.status === 401) return <p>{en.session.wrong}</p>;
  if (error instanceof ApiError && error.status === 429) return <p>{en.session.wait(error.retryAfter ?? 60)}</p>;
  return <ProblemText error={error} />;
}

export function SetupForm({ onDone }: { onDone: (session: Session) => void }) {
  const [secret, setSecret] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [mismatch, setMismatch] = useState(false);
  const { busy, error, submit } = useSubmit(() => api.post("/setup", { body: { secret, name, password }, quiet401: true }), onDone);
  useEffect(() => { document.title = `${en.setup.title} · ${en.product}`; document.getElementById("setup-secret")?.focus(); }, []);
  const check = (event: React.FormEvent) => {
    event.preventDefault();
    setMismatch(password !== again);
    if (password === again) void submit(event);
    else document.getElementById("setup-again")?.focus();
  };
  return (
    <form onSubmit={check}>
      <h1>{en.setup.title}</h1>
      <p className="hint">{en.setup.intro}</p>
      {error ? <div role="alert"><Notice tone="red"><ProblemText error={error} /></Notice></div> : null}
      <Field id="setup-secret" label={en.setup.secret} value={secret} onChange={setSecret} autoComplete="one-time-code" spellCheck={false} required />
      <Field id="setup-name" label={en.setup.name} hint={en.setup.nameHint} pattern="[a-z0-9._@\-]{2,64}" value={name} onChange={setName} autoComplete="username" autoCapitalize="none" spellCheck={false} required />
      <Field id="setup-password" label={en.setup.password} hint={en.setup.passwordHint} type="password" value={password} onChange={setPassword} autoComplete="new-password" minLength={12} required />
      <Field id="setup-again" label={en.setup.again} type="password" value={again} onChange={setAgain} autoComplete="new-password" required error={mismatch ? en.setup.mismatch : null} />
      <button type="submit" className="button primary wide" disabled={busy}>{busy ? en.setup.submitting : en.setup.submit}</button>
    </form>
  );
}
