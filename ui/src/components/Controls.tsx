// Small controls that several screens share.
import { useRef } from "react";
import { useKeys } from "../app/keys";
import { en } from "../i18n/en";
import { Icon } from "./Icon";
import { Kbd } from "./Page";

interface SegmentedProps<T extends string> { label: string; value: T; options: { value: T; label: React.ReactNode }[]; onChange: (value: T) => void }

export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  return (
    <div className="segmented" role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChange(option.value)}>
          {option.label}
        </button>
      ))}
    </div>
  );
}

/** A filter that `/` reaches and Esc leaves. */
export function FilterBox({ label, hint, value, onChange }: { label: string; hint: string; value: string; onChange: (value: string) => void }) {
  const ref = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => { ref.current?.focus(); ref.current?.select(); } });
  return (
    <label className="filter">
      <span className="visually-hidden">{label}</span>
      <Icon name="search" />
      <input
        ref={ref} type="search" value={value} placeholder={hint} autoComplete="off" spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onChange("");
          ref.current?.blur();
          document.getElementById("page-title")?.focus({ preventScroll: true });
        }}
      />
      <Kbd>/</Kbd>
    </label>
  );
}

interface FieldProps extends Omit<React.InputHTMLAttributes<HTMLInputElement>, "onChange"> { label: string; hint?: string; error?: string | null | undefined; onChange: (value: string) => void }

export function Field({ label, hint, error, onChange, id, ...rest }: FieldProps & { id: string }) {
  const about = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint ? <p className="hint" id={`${id}-hint`}>{hint}</p> : null}
      <input id={id} {...rest} aria-describedby={about || undefined} aria-invalid={error ? true : undefined} onChange={(event) => onChange(event.target.value)} />
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}

export function FieldError({ id, children }: { id: string; children: React.ReactNode }) {
  return <p className="field-error" id={id}><Icon name="alert" size={14} /> {children}</p>;
}

export function MoreButton({ query }: { query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }) {
  if (!query.hasNextPage) return null;
  return (
    <p className="more">
      <button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {query.isFetchingNextPage ? en.loading : en.more}
      </button>
    </p>
  );
}
