import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import type { Flight } from "../api/types";
import { count } from "../app/format";
import { useMay } from "../app/session";
import { Icon } from "../components/Icon";
import { en } from "../i18n/en";
import { needsAttention, openHits } from "./attention";

/** The day in six numbers, and whether messages were refused. */
export function BoardSummary({ flights }: { flights: Flight[] }) {
  const S = en.board.summary;
  const sum = (of: (flight: Flight) => number) => flights.reduce((total, flight) => total + of(flight), 0);
  const numbers: [string, number, string][] = [
    [S.flights, flights.length, ""],
    [S.attention, flights.filter(needsAttention).length, ""],
    [S.missing, flights.filter((flight) => flight.manifest.attention === "missing").length, "red"],
    [S.people, sum((flight) => flight.people.passengers + flight.people.crew), ""],
    [S.open, sum(openHits), "blue"],
    [S.possible, sum((flight) => flight.hits.possible), "amber"],
    [S.confirmed, sum((flight) => flight.hits.confirmed), "red"],
  ];
  return (
    <div className="summary">
      <dl>
        {numbers.map(([name, value, tone]) => (
          <div key={name} className={value > 0 && tone ? `tone-${tone}` : ""}><dt>{name}</dt><dd>{count(value)}</dd></div>
        ))}
      </dl>
      <RefusedLink />
    </div>
  );
}

/** Refused messages may name no flight, so no row of the board can show them. */
function RefusedLink() {
  const may = useMay()("message:list");
  const { data } = useQuery({
    // Once a minute, not at every message: each of these reads is journalled.
    queryKey: ["refused"], enabled: may, staleTime: 60_000, refetchInterval: 60_000,
    queryFn: ({ signal }) => api.get("/messages", { query: { refused: true, limit: 100 }, signal }),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Link to="/messages" search={{ refused: true }} className="refused-link">
      <Icon name="alert" /> {en.board.refusedLink(`${data.items.length}${data.next ? "+" : ""}`)}
    </Link>
  );
}
