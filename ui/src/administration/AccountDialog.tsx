import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api/client";
import type { Account, Role } from "../api/types";
import { tell } from "../components/Announce";
import { Field } from "../components/Controls";
import { Dialog } from "../components/Dialog";
import { Failed } from "../components/States";
import { en, word } from "../i18n/en";
import { takenName } from "./taken";

const ROLES: readonly Role[] = ["analyst", "officer", "supervisor", "list_manager", "auditor", "administrator"];

export function AccountDialog({ account, onClose }: { account: Account | null; onClose: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState(account?.name ?? "");
  const [display, setDisplay] = useState(account?.display ?? "");
  const [roles, setRoles] = useState<Role[]>(account?.roles ?? []);
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState("");
  const save = useMutation({
    mutationFn: () => account
      ? api.patch("/accounts/{id}", account.id, { display, roles, ...(password ? { password } : {}) })
      : api.post("/accounts", { body: { name, display, roles, password } }),
    onSuccess: async () => {
      tell(en.accounts.saved);
      await client.invalidateQueries({ queryKey: ["accounts"] });
      onClose();
    },
  });
  const taken = takenName(save.error);
  useEffect(() => { if (taken) document.getElementById("account-name")?.focus(); }, [taken]);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setProblem(roles.length === 0 ? en.accounts.rolesNeeded : "");
    if (roles.length > 0) save.mutate();
  };
  return (
    <Dialog title={account ? en.accounts.editTitle(account.name) : en.accounts.create} onClose={onClose}>
      <form onSubmit={submit}>
        {save.isError && !taken ? <Failed error={save.error} /> : null}
        {account ? null : <Field id="account-name" label={en.accounts.name} hint={en.setup.nameHint} pattern="[a-z0-9._@\-]{2,64}" error={taken ? en.accounts.taken(taken) : null} value={name} onChange={(value) => { setName(value); if (taken) save.reset(); }} autoComplete="off" autoCapitalize="none" spellCheck={false} required />}
        <Field id="account-display" label={en.accounts.display} value={display} onChange={setDisplay} autoComplete="off" required />
        <fieldset className="roles">
          <legend>{en.accounts.roles}</legend>
          {ROLES.map((role) => (
            <label key={role} className="check">
              <input type="checkbox" checked={roles.includes(role)} onChange={(event) => setRoles(event.target.checked ? [...roles, role] : roles.filter((other) => other !== role))} /> {word(en.roles, role)}
            </label>
          ))}
        </fieldset>
        <div role="alert" className="field-error">{problem}</div>
        <Field
          id="account-password" type="password" label={account ? en.accounts.newPassword : en.accounts.password} hint={account ? en.accounts.keepPassword : en.setup.passwordHint}
          value={password} onChange={setPassword} autoComplete="new-password" minLength={12} required={!account}
        />
        <div className="dialog-foot">
          <button type="submit" className="button primary" disabled={save.isPending}>{en.save}</button>
          <button type="button" className="button" onClick={onClose}>{en.cancel}</button>
        </div>
      </form>
    </Dialog>
  );
}
