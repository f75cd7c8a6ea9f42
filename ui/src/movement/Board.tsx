import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useLink } from "../api/live";
import { addDays, dayIn, longDay, zoneShort } from "../app/format";
import { useKeys } from "../app/keys";
import type { BoardSearch } from "../app/router";
import { useNow, useStatus, useZone } from "../app/status";
import { announce } from "../components/Announce";
import { FilterBox, Segmented } from "../components/Controls";
import { Icon } from "../components/Icon";
import { Kbd, Page } from "../components/Page";
import { Empty, Query } from "../components/States";
import { useFlash } from "../components/Table";
import { en } from "../i18n/en";
import { isDone, matches, needsAttention, signature } from "./attention";
import { BoardSummary } from "./BoardSummary";
import { BoardTable } from "./BoardTable";
import { useBoard } from "./queries";

export function BoardScreen() {
  const search = useSearch({ from: "/" });
  const navigate = useNavigate({ from: "/" });
  const status = useStatus();
  const zone = useZone();
  const now = useNow();
  const today = dayIn(zone, now);
  const day = search.day ?? today;
  const direction = search.show === "departures" ? "departure" : "arrival";
  // Without the zone the day would be cut at the wrong hour: wait for it.
  const query = useBoard(direction, day, zone, status.isFetched);
  const link = useLink();

  const set = (change: Partial<Record<keyof BoardSearch, unknown>>) =>
    void navigate({ search: (before: BoardSearch) => ({ ...before, ...change }) as BoardSearch, replace: true });
  const show = (what: "arrivals" | "departures") => set({ show: what === "departures" ? "departures" : undefined });
  const step = (days: number) => { const to = addDays(day, days); set({ day: to === today ? undefined : to }); };
  const toggleEarlier = () => set({ earlier: search.earlier ? undefined : true });
  const toggle = () => set({ attention: search.attention ? undefined : true });

  useKeys({ a: () => show("arrivals"), d: () => show("departures"), "[": () => step(-1), "]": () => step(1), t: () => set({ day: undefined }), "!": toggle, e: toggleEarlier });

  const flights = query.data?.items;
  const filtered = Boolean(search.q || search.attention);
  const wanted = useMemo(
    () => (flights ?? []).filter((flight) => (!search.attention || needsAttention(flight)) && (!search.q || matches(flight, search.q))),
    [flights, search.attention, search.q],
  );
  // Today's board begins with what is still to do; who searches, searches all.
  const current = useMemo(() => (day === today && !filtered ? wanted.filter((flight) => !isDone(flight, now)) : wanted), [wanted, day, today, filtered, now]);
  const shown = search.earlier ? wanted : current;
  const earlier = wanted.length - current.length;
  const flashing = useFlash(flights, (flight) => flight.id, signature, `${direction} ${day}`);
  useEffect(() => { if (flashing.size > 0) announce(en.board.updated(flashing.size)); }, [flashing]);

  const what = direction === "arrival" ? en.board.arrivals : en.board.departures;
  return (
    <Page
      className="board"
      title={en.board.title(what, longDay(day))}
      heading={<>{what} <span className="h1-sub">{longDay(day)}{day === today ? ` · ${en.board.today}` : ""}</span></>}
      actions={zone ? <p className="zone"><Icon name="clock" size={14} /> {en.board.timesIn(`${zone} (${zoneShort(zone)})`)}</p> : null}
    >
      <div className="toolbar">
        <Segmented
          label={en.board.direction} value={direction} onChange={(value) => show(value === "departure" ? "departures" : "arrivals")}
          options={[{ value: "arrival", label: <>{en.board.arrivals} <Kbd>a</Kbd></> }, { value: "departure", label: <>{en.board.departures} <Kbd>d</Kbd></> }]}
        />
        <div className="segmented" role="group" aria-label={en.board.day}>
          <button type="button" onClick={() => step(-1)} aria-label={en.board.previousDay} title={`${en.board.previousDay} [`}><Icon name="left" /></button>
          <button type="button" onClick={() => set({ day: undefined })} aria-pressed={day === today}>{en.board.today} <Kbd>t</Kbd></button>
          <button type="button" onClick={() => step(1)} aria-label={en.board.nextDay} title={`${en.board.nextDay} ]`}><Icon name="right" /></button>
        </div>
        <button type="button" className="toggle" aria-pressed={Boolean(search.attention)} onClick={toggle}>
          <Icon name="alert" size={14} /> {en.board.attention} <Kbd>!</Kbd>
        </button>
        <FilterBox label={en.board.filter} hint={en.board.filterHint} value={search.q ?? ""} onChange={(q) => set({ q: q || undefined })} />
      </div>
      <Query
        query={query}
        isEmpty={(data) => data.items.length === 0}
        empty={<Empty title={en.board.empty}>{en.board.emptyDo}</Empty>}
      >
        {(data) => (
          <>
            <BoardSummary flights={data.items} />
            {earlier > 0 ? <p className="earlier"><button type="button" className="link-button" aria-expanded={Boolean(search.earlier)} onClick={toggleEarlier}>{search.earlier ? en.board.hideEarlier : en.board.earlier(earlier)}</button> <Kbd>e</Kbd></p> : null}
            {shown.length === 0 && filtered ? (
              <Empty title={en.board.emptyFilter} action={<button type="button" className="button" onClick={() => set({ q: undefined, attention: undefined })}>{en.board.clear}</button>}>{en.board.emptyFilterDo}</Empty>
            ) : shown.length === 0 ? <Empty title={en.board.allDone} /> : (
              <BoardTable flights={shown} direction={direction} zone={zone} now={now} flashing={flashing} stale={link.state === "lost"} />
            )}
            {data.complete ? null : <p className="hint">{en.board.incomplete(data.items.length)}</p>}
          </>
        )}
      </Query>
    </Page>
  );
}
