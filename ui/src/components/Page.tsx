// A screen's frame: its title in the tab and as the heading that takes the
// focus when the route changes.
import { useEffect } from "react";
import { en } from "../i18n/en";

interface Props { title: string; heading?: React.ReactNode; before?: React.ReactNode; actions?: React.ReactNode; children: React.ReactNode; className?: string }

export function Page({ title, heading, before, actions, children, className }: Props) {
  useEffect(() => { document.title = `${title} · ${en.product}`; }, [title]);
  return (
    <div className={`page ${className ?? ""}`}>
      {before ? <div className="page-before">{before}</div> : null}
      <div className="page-head">
        <h1 id="page-title" tabIndex={-1}>{heading ?? title}</h1>
        {actions ? <div className="page-actions">{actions}</div> : null}
      </div>
      {children}
    </div>
  );
}

export function Panel({ title, actions, children, id }: { title: string; actions?: React.ReactNode; children: React.ReactNode; id: string }) {
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head"><h2 id={id}>{title}</h2>{actions}</div>
      {children}
    </section>
  );
}

export function Facts({ items }: { items: [string, React.ReactNode][] }) {
  return (
    <dl className="facts">
      {items.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value ?? en.unknown}</dd></div>)}
    </dl>
  );
}

export function Kbd({ children }: { children: React.ReactNode }) {
  return <kbd aria-hidden="true">{children}</kbd>;
}
