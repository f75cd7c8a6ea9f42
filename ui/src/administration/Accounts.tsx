import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { all, api } from "../api/client";
import type { Account } from "../api/types";
import { moment } from "../app/format";
import { useMay, useSession } from "../app/session";
import { useZone } from "../app/status";
import { tell } from "../components/Announce";
import { Icon } from "../components/Icon";
import { Page } from "../components/Page";
import { Empty, Failed, Query } from "../components/States";
import { Status } from "../components/Status";
import { TableRegion } from "../components/Table";
import { en, word } from "../i18n/en";
import { AccountDialog } from "./AccountDialog";

export function AccountsScreen() {
  const manage = useMay()("account:manage");
  const me = useSession().account.id;
  const zone = useZone();
  const client = useQueryClient();
  const query = useQuery({ queryKey: ["accounts"], queryFn: ({ signal }) => all("/accounts", { signal }, 2000) });
  const [editing, setEditing] = useState<Account | "new" | null>(null);
  const toggle = useMutation({
    mutationFn: (account: Account) => api.patch("/accounts/{id}", account.id, { disabled: !account.disabled }),
    onSuccess: () => { tell(en.accounts.saved); return client.invalidateQueries({ queryKey: ["accounts"] }); },
  });
  return (
    <Page title={en.accounts.title} actions={manage ? <button type="button" className="button primary" onClick={() => setEditing("new")}><Icon name="plus" size={14} /> {en.accounts.create}</button> : null}>
      {toggle.isError ? <Failed error={toggle.error} /> : null}
      <Query query={query} isEmpty={(data) => data.items.length === 0} empty={<Empty title={en.accounts.empty} />}>
        {(data) => (
          <TableRegion label={en.accounts.table}>
            <thead>
              <tr>
                <th scope="col">{en.accounts.name}</th><th scope="col">{en.accounts.display}</th><th scope="col">{en.accounts.roles}</th>
                <th scope="col">{en.accounts.state}</th><th scope="col">{en.accounts.created}</th>{manage ? <td /> : null}
              </tr>
            </thead>
            <tbody>
              {data.items.map((account) => (
                <tr key={account.id} className={account.disabled ? "is-off" : ""}>
                  <th scope="row">{account.name}{account.id === me ? <span className="quiet"> ({en.accounts.self})</span> : null}</th>
                  <td>{account.display}</td>
                  <td>{account.roles.map((role) => word(en.roles, role)).join(", ") || <span className="quiet">–</span>}</td>
                  <td>{account.disabled ? <Status tone="plain" icon="ban">{en.accounts.disabled}</Status> : <Status tone="green" icon="check">{en.accounts.active}</Status>}</td>
                  <td className="nowrap quiet">{moment(account.created, zone)}</td>
                  {manage ? (
                    <td className="nowrap">
                      <button type="button" className="button small" aria-label={`${en.accounts.edit} ${account.name}`} onClick={() => setEditing(account)}>{en.accounts.edit}</button>{" "}
                      {account.id === me ? null : <button type="button" className="button small" disabled={toggle.isPending} aria-label={`${account.disabled ? en.accounts.enable : en.accounts.disable} ${account.name}`} onClick={() => toggle.mutate(account)}>{account.disabled ? en.accounts.enable : en.accounts.disable}</button>}
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </TableRegion>
        )}
      </Query>
      {editing ? <AccountDialog account={editing === "new" ? null : editing} onClose={() => setEditing(null)} /> : null}
    </Page>
  );
}
