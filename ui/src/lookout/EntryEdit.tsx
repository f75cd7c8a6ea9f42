// A new entry, and a known one that says something else from now on.
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useZone } from "../app/status";
import { announce } from "../components/Announce";
import { Icon } from "../components/Icon";
import { Page } from "../components/Page";
import { Notice, Query } from "../components/States";
import { en } from "../i18n/en";
import { draftOf, EMPTY, formOf } from "./draft";
import { EntryForm } from "./EntryForm";
import { type Outcome, useChangeEntry, useCreateEntry, useEntry, useLists } from "./queries";

/** What was made is opened; what waits is shown where it waits. */
function useAfter() {
  const navigate = useNavigate();
  return ({ entry_id, proposal_id }: Outcome) => {
    announce(proposal_id ? en.entryForm.waiting : en.entryForm.saved);
    if (entry_id) void navigate({ to: "/entries/$id", params: { id: entry_id } });
    else void navigate({ to: "/approvals", search: {} });
  };
}

export function NewEntryScreen() {
  const search = useSearch({ from: "/entries/new" });
  const lists = useLists();
  const zone = useZone();
  const known = lists.data?.items.filter((list) => list.format === "by-hand").map((list) => list.name) ?? [];
  const [list, setList] = useState(search.list ?? "");
  const create = useCreateEntry();
  const after = useAfter();
  const navigate = useNavigate();
  return (
    <Page title={en.entryForm.newTitle} before={<Link to="/lists" className="back-link"><Icon name="left" size={14} /> {en.lists.title}</Link>}>
      <EntryForm
        initial={EMPTY} list={{ value: list || (known[0] ?? "OWN"), known, onChange: setList }} busy={create.isPending} error={create.error}
        onSubmit={(form) => create.mutate({ list: (list || (known[0] ?? "OWN")).trim(), entry: draftOf(form, zone) }, { onSuccess: after })}
        onCancel={() => void navigate({ to: "/lists" })}
      />
    </Page>
  );
}

export function EditEntryScreen() {
  const { id } = useParams({ from: "/entries/$id/edit" });
  const query = useEntry(id);
  const zone = useZone();
  const change = useChangeEntry(id);
  const after = useAfter();
  const navigate = useNavigate();
  return (
    <Page title={query.data ? en.entryForm.editTitle(query.data.name) : en.entry.title} before={<Link to="/entries/$id" params={{ id }} className="back-link"><Icon name="left" size={14} /> {en.entry.title}</Link>}>
      <Query query={query}>
        {(entry) => entry.hand ? (
          <EntryForm
            // What somebody else wrote meanwhile must not slip under what is typed here.
            key={entry.version} initial={formOf(entry, zone)} busy={change.isPending} error={change.error}
            onSubmit={(form) => change.mutate({ version: entry.version, entry: draftOf(form, zone) }, { onSuccess: after })}
            onCancel={() => void navigate({ to: "/entries/$id", params: { id } })}
          />
        ) : <Notice><p>{en.entryForm.imported}</p></Notice>}
      </Query>
    </Page>
  );
}
