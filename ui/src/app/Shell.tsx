// Header, navigation, connection, and the place where a screen stands.
import { Link, Outlet, useLocation, useNavigate, useRouter } from "@tanstack/react-router";
import { createContext, useContext, useEffect, useState } from "react";
import { useLink } from "../api/live";
import { Icon, Mark } from "../components/Icon";
import { en } from "../i18n/en";
import { clock } from "./format";
import { Help } from "./Help";
import { useKeys } from "./keys";
import { useMay, useSession } from "./session";
import { useZone } from "./status";
import { useWaitingCount } from "../lookout/queries";
import { useSaved } from "../subject/queries";

const SignOutContext = createContext<() => Promise<void>>(async () => {});
export const SignOutProvider = SignOutContext.Provider;

const NAV = [
  { to: "/", label: en.nav.board, action: "flight:list", under: ["/flights", "/travelers"] },
  { to: "/query", label: en.nav.query, action: "subject:query", under: [] },
  { to: "/saved", label: en.nav.saved, action: "subject:save", under: [] },
  { to: "/hits", label: en.nav.hits, action: "hit:list", under: [] },
  { to: "/lists", label: en.nav.lists, action: "list:read", under: ["/entries", "/imports"] },
  { to: "/approvals", label: en.nav.approvals, action: "entry:approve", under: [] },
  { to: "/messages", label: en.nav.messages, action: "message:list", under: [] },
  { to: "/journal", label: en.nav.journal, action: "journal:read", under: [] },
  { to: "/accounts", label: en.nav.accounts, action: "account:list", under: [] },
] as const;

/** The first screen that a person with these permissions can use. */
export function firstScreen(may: (action: string) => boolean): string {
  return NAV.find((item) => may(item.action))?.to ?? "/";
}

/** Puts the focus where a screen begins; one whose first act is typing says where. */
function begin(): void {
  const first = document.querySelector<HTMLElement>("[data-first]") ?? document.getElementById("page-title") ?? document.getElementById("main");
  first?.focus({ preventScroll: true });
  if (first instanceof HTMLInputElement) first.select();
  window.scrollTo(0, 0);
}

export function Shell() {
  const may = useMay();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [help, setHelp] = useState(false);
  const link = useLink();

  // The focus follows the route, or a screen reader would stay behind.
  const router = useRouter();
  useEffect(() => router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
    if (!fromLocation || !pathChanged) return;
    begin();
  }), [router]);

  const go = (to: (typeof NAV)[number]["to"], action: string) => () => {
    if (!may(action)) return;
    if (pathname === to) begin();
    else void navigate({ to });
  };
  useKeys({
    "?": () => setHelp(true),
    q: go("/query", "subject:query"),
    "g q": go("/query", "subject:query"),
    "g b": go("/", "flight:list"),
    "g h": go("/hits", "hit:list"),
    "g l": go("/lists", "list:read"),
    "g s": go("/saved", "subject:save"),
    "g a": go("/approvals", "entry:approve"),
    "g m": go("/messages", "message:list"),
  });

  return (
    <>
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById("main")?.focus(); }}>{en.skip}</a>
      <header className="header">
        <div className="brand"><Mark /><span>{en.product}</span></div>
        <nav aria-label={en.nav.label}>
          <ul>
            {NAV.filter((item) => may(item.action)).map((item) => {
              const here = item.to === "/" ? pathname === "/" : pathname.startsWith(item.to);
              const within = here || item.under.some((prefix) => pathname.startsWith(prefix));
              return <li key={item.to}><Link to={item.to} className={within ? "here" : ""} aria-current={here ? "page" : within ? "true" : undefined}>{item.label}{item.to === "/saved" ? <Fresh /> : item.to === "/approvals" ? <ToApprove /> : null}</Link></li>;
            })}
          </ul>
        </nav>
        <Connection />
        <Person onHelp={() => setHelp(true)} />
      </header>
      <main id="main" tabIndex={-1} className={link.state === "lost" ? "is-stale" : ""}>
        <LostBanner />
        <Outlet />
      </main>
      {help ? <Help onClose={() => setHelp(false)} /> : null}
    </>
  );
}

/** How many of one's saved subjects have something new. */
function Fresh() {
  const fresh = useSaved().data?.items.filter((subject) => subject.fresh > 0).length ?? 0;
  return fresh > 0 ? <span className="badge"><span className="visually-hidden">{en.saved.badge} </span>{fresh}</span> : null;
}

/** How many changes wait for a second person. */
function ToApprove() {
  const waiting = useWaitingCount(useMay()("entry:approve")).data?.waiting ?? 0;
  if (waiting === 0) return null;
  const count = String(waiting);
  return <span className="badge"><span aria-hidden="true">{count}</span><span className="visually-hidden">{en.approvals.badge(count)}</span></span>;
}

function Connection() {
  const link = useLink();
  const zone = useZone();
  // A beat that did not come: neither lost yet, nor to be called live.
  const late = link.state === "live" && link.quiet !== null;
  const text = late ? en.header.quiet(link.quiet ?? 0)
    : link.state === "live" ? en.header.live
    : link.state === "connecting" ? en.header.connecting
    : link.lastContact ? en.header.lost(clock(link.lastContact, zone)) : en.header.lostNever;
  return (
    <p className={`connection ${late ? "late" : link.state}`} role="status" aria-label={en.header.linkLabel}>
      <Icon name={late ? "clock" : link.state === "live" ? "check" : link.state === "lost" ? "alert" : "refresh"} size={14} />
      {text}
    </p>
  );
}

function LostBanner() {
  const link = useLink();
  const zone = useZone();
  if (link.state !== "lost" || !link.lastContact) return null;
  return (
    <div className="notice tone-amber stale-banner">
      <Icon name="clock" size={20} />
      <p><strong>{en.errors.staleData(clock(link.lastContact, zone))}</strong> {en.errors.offline}</p>
    </div>
  );
}

function Person({ onHelp }: { onHelp: () => void }) {
  const { account } = useSession();
  const signOut = useContext(SignOutContext);
  return (
    <div className="person">
      <button type="button" className="header-button" onClick={onHelp} aria-label={en.header.help} title={en.header.help}><kbd aria-hidden="true">?</kbd></button>
      <span className="person-name" title={en.header.account(account.name)}>{account.display || account.name}</span>
      <button type="button" className="header-button" onClick={() => void signOut()}>{en.header.signOut}</button>
    </div>
  );
}
