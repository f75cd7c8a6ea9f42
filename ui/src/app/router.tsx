// Every address of the console. A route names the permission it needs; the
// server decides again, this only spares a person a refusal.
import { createRootRoute, createRoute, createRouter, Navigate } from "@tanstack/react-router";
import { AccountsScreen } from "../administration/Accounts";
import { JournalScreen } from "../administration/Journal";
import { ApprovalsScreen } from "../lookout/Approvals";
import { EditEntryScreen, NewEntryScreen } from "../lookout/EntryEdit";
import { EntryScreen } from "../lookout/Entry";
import { ImportScreen } from "../lookout/Import";
import { ListScreen } from "../lookout/List";
import { ListsScreen } from "../lookout/Lists";
import { BoardScreen } from "../movement/Board";
import { FlightScreen } from "../movement/Flight";
import { MessageScreen } from "../movement/Message";
import { MessagesScreen } from "../movement/Messages";
import { TravelerScreen } from "../movement/Traveler";
import { HitScreen } from "../screening/Hit";
import { HitsScreen } from "../screening/Hits";
import { QueryScreen } from "../subject/Query";
import { SavedScreen } from "../subject/Saved";
import { Empty } from "../components/States";
import { Page } from "../components/Page";
import { en } from "../i18n/en";
import { useMay } from "./session";
import { firstScreen, Shell } from "./Shell";

function NotFound() {
  return <Page title={en.errors.notFound}><Empty title={en.errors.notFound}>{en.errors.notFoundDo}</Empty></Page>;
}

function Need({ action, children }: { action: string; children: React.ReactNode }) {
  return useMay()(action) ? children : <NotFound />;
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
// The router reads bare numbers and booleans out of the address.
const words = (value: unknown) => (typeof value === "number" ? String(value) : text(value));

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

export interface BoardSearch { show?: "departures"; day?: string; q?: string; attention?: true; earlier?: true }
export const boardRoute = createRoute({
  getParentRoute: () => root, path: "/",
  validateSearch: (search: Record<string, unknown>): BoardSearch => {
    const day = text(search["day"]);
    const q = words(search["q"]);
    return {
      ...(search["show"] === "departures" ? { show: "departures" as const } : {}),
      ...(day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {}),
      ...(q ? { q } : {}),
      ...(search["attention"] === true ? { attention: true as const } : {}),
      ...(search["earlier"] === true ? { earlier: true as const } : {}),
    };
  },
  component: function Home() {
    const may = useMay();
    if (may("flight:list")) return <BoardScreen />;
    const first = firstScreen(may);
    return first === "/" ? <NotFound /> : <Navigate to={first} replace />;
  },
});

const simple = <P extends string>(path: P, action: string, Screen: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component: () => <Need action={action}><Screen /></Need> });

export const flightRoute = simple("/flights/$id", "flight:read", FlightScreen);
export const travelerRoute = simple("/travelers/$id", "traveler:read", TravelerScreen);
export const hitRoute = simple("/hits/$id", "hit:read", HitScreen);
export const listRoute = simple("/lists/$id", "list:read", ListScreen);
export const entryRoute = simple("/entries/$id", "entry:read", EntryScreen);
export const importRoute = simple("/imports/$id", "list:read", ImportScreen);
export const messageRoute = simple("/messages/$id", "message:read", MessageScreen);

export interface HitsSearch { state?: string }
export const hitsRoute = createRoute({
  getParentRoute: () => root, path: "/hits",
  validateSearch: (search: Record<string, unknown>): HitsSearch => ({ ...(text(search["state"]) ? { state: text(search["state"]) } : {}) }),
  component: () => <Need action="hit:list"><HitsScreen /></Need>,
});
export interface MessagesSearch { refused?: true; flight?: string; at?: number }
export const messagesRoute = createRoute({
  getParentRoute: () => root, path: "/messages",
  validateSearch: (search: Record<string, unknown>): MessagesSearch => ({
    ...(search["refused"] === true ? { refused: true as const } : {}),
    ...(text(search["flight"]) ? { flight: text(search["flight"]) } : {}),
  }),
  component: () => <Need action="message:list"><MessagesScreen /></Need>,
});

export interface NewEntrySearch { list?: string }
export const newEntryRoute = createRoute({
  getParentRoute: () => root, path: "/entries/new",
  validateSearch: (search: Record<string, unknown>): NewEntrySearch => ({ ...(words(search["list"]) ? { list: words(search["list"]) } : {}) }),
  component: () => <Need action="entry:write"><NewEntryScreen /></Need>,
});
export interface ApprovalsSearch { state?: string }
export const approvalsRoute = createRoute({
  getParentRoute: () => root, path: "/approvals",
  validateSearch: (search: Record<string, unknown>): ApprovalsSearch => ({ ...(text(search["state"]) ? { state: text(search["state"]) } : {}) }),
  component: () => <Need action="entry:read"><ApprovalsScreen /></Need>,
});

const tree = root.addChildren([
  boardRoute, flightRoute, travelerRoute, hitsRoute, hitRoute, listRoute, entryRoute, importRoute, messagesRoute, messageRoute,
  newEntryRoute, approvalsRoute,
  simple("/entries/$id/edit", "entry:write", EditEntryScreen),
  simple("/query", "subject:query", QueryScreen),
  simple("/saved", "subject:save", SavedScreen),
  simple("/lists", "list:read", ListsScreen),
  simple("/journal", "journal:read", JournalScreen),
  simple("/accounts", "account:list", AccountsScreen),
]);

export const router = createRouter({ routeTree: tree, defaultPreload: false });

declare module "@tanstack/react-router" {
  interface Register { router: typeof router }
}
