import { useNavigate, useSearch } from "@tanstack/react-router";
import { MoreButton, Segmented } from "../components/Controls";
import { Page } from "../components/Page";
import { Empty, Query } from "../components/States";
import { en } from "../i18n/en";
import { MessageTable } from "./MessageTable";
import { useMessages } from "./queries";

export function MessagesScreen() {
  const search = useSearch({ from: "/messages" });
  const navigate = useNavigate({ from: "/messages" });
  const query = useMessages({ refused: search.refused, flight: search.flight });
  return (
    <Page title={en.messages.title}>
      <div className="toolbar">
        <Segmented
          label={en.messages.show} value={search.refused ? "refused" : "all"}
          onChange={(value) => void navigate({ search: (before) => ({ ...(before.flight ? { flight: before.flight } : {}), ...(value === "refused" ? { refused: true as const } : {}) }), replace: true })}
          options={[{ value: "all", label: en.messages.all }, { value: "refused", label: en.messages.refused }]}
        />
      </div>
      <Query
        query={query}
        isEmpty={(data) => data.pages.every((page) => page.items.length === 0)}
        empty={search.refused ? <Empty title={en.messages.emptyRefused} /> : <Empty title={en.messages.empty}>{en.messages.emptyDo}</Empty>}
      >
        {(data) => <MessageTable messages={data.pages.flatMap((page) => page.items)} label={en.messages.table} />}
      </Query>
      <MoreButton query={query} />
    </Page>
  );
}
