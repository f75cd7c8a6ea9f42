// A new entry, and a known one that says something else from now on.
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Entry } from "../api/types";
import { useZone } from "../app/status";
import { useInterrupted } from "../app/useDraft";
import { announce, tell } from "../components/Announce";
import { Icon } from "../components/Icon";
import { Page } from "../components/Page";
import { Notice, Query } from "../components/States";
import { en } from "../i18n/en";
import { draftOf, EMPTY, formOf } from "./draft";
import { EntryForm, type Typed } from "./EntryForm";
import { type Outcome, useChangeEntry, useCreateEntry, useEntry, useLists } from "./queries";

const T = en.entryForm;

/** What was made is opened; what waits is shown where it waits. */
function useAfter() {
  const navigate = useNavigate();
  return ({ entry_id, proposal_id }: Outcome) => {
    tell(proposal_id ? en.entryForm.waiting : en.entryForm.saved);
    if (entry_id) void navigate({ to: "/entries/$id", params: { id: entry_id }, ignoreBlocker: true });
    else void navigate({ to: "/approvals", search: {}, ignoreBlocker: true });
  };
}

export function NewEntryScreen() {
  const search = useSearch({ from: "/entries/new" });
  const lists = useLists();
  const zone = useZone();
  const known = lists.data?.items.filter((list) => list.format === "by-hand").map((list) => list.name) ?? [];
  // Until somebody types one, it is the first that there is.
  const draft = useInterrupted<Typed<string>>("entry/new");
  const [typed, setTyped] = useState(draft?.beside ?? search.list);
  const list = typed ?? known[0] ?? "OWN";
  const create = useCreateEntry();
  const after = useAfter();
  const navigate = useNavigate();
  return (
    <Page title={en.entryForm.newTitle} before={<Link to="/lists" className="back-link"><Icon name="left" size={14} /> {en.lists.title}</Link>}>
      <EntryForm
        initial={EMPTY} typed={draft?.form} place="entry/new" beside={list} list={{ value: list, known, onChange: setTyped }} busy={create.isPending} error={create.error}
        onSubmit={(form) => create.mutate({ list: list.trim(), entry: draftOf(form, zone) }, { onSuccess: after })}
        onCancel={() => void navigate({ to: "/lists" })}
      />
    </Page>
  );
}

export function EditEntryScreen() {
  const { id } = useParams({ from: "/entries/$id/edit" });
  const query = useEntry(id);
  return (
    <Page title={query.data ? en.entryForm.editTitle(query.data.name) : en.entry.title} before={<Link to="/entries/$id" params={{ id }} className="back-link"><Icon name="left" size={14} /> {en.entry.title}</Link>}>
      <Query query={query}>
        {(entry) => entry.hand ? <Editing key={entry.id} entry={entry} /> : <Notice><p>{en.entryForm.imported}</p></Notice>}
      </Query>
    </Page>
  );
}

/** The form stays what it was begun with: what somebody else writes meanwhile is told, and never slips under what is typed
 *  here. It is saved against the version that it was begun with, so that the server refuses it then. */
function Editing({ entry }: { entry: Entry }) {
  const place = `entry/${entry.id}`;
  const draft = useInterrupted<Typed<Entry>>(place);
  const [begun, setBegun] = useState(draft?.beside ?? entry);
  const zone = useZone();
  const change = useChangeEntry(entry.id);
  const after = useAfter();
  const navigate = useNavigate();
  const moved = entry.version !== begun.version && !change.isPending && !change.isSuccess;
  const by = entry.hand?.by ?? T.somebody;
  useEffect(() => { if (moved) announce(`${T.movedTitle}. ${T.moved(by, entry.version)}`); }, [moved, by, entry.version]);
  const load = () => {
    setBegun(entry);
    change.reset();
    announce(T.loaded);
    document.getElementById("page-title")?.focus();
  };
  return (
    <>
      {moved ? (
        <div className="entry-moved">
          <Notice tone="amber" title={T.movedTitle}>
            <p>{T.moved(by, entry.version)}</p>
            <button type="button" className="button small" onClick={load}>{T.load}</button>
          </Notice>
        </div>
      ) : null}
      <EntryForm
        key={begun.version} initial={formOf(begun, zone)} typed={draft?.beside === begun ? draft.form : undefined} place={place} beside={begun} ended={begun.hand?.ended ?? false} moved={moved} busy={change.isPending} error={change.error}
        onSubmit={(form) => change.mutate({ version: begun.version, entry: draftOf(form, zone) }, { onSuccess: after })}
        onCancel={() => void navigate({ to: "/entries/$id", params: { id: entry.id } })}
      />
    </>
  );
}
