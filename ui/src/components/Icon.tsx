// The console's own small set of marks, drawn on a 16-unit grid.
const PATHS = {
  check: "M3 8.5l3.2 3.2L13 5",
  cross: "M4 4l8 8M12 4l-8 8",
  alert: "M8 2L15 14H1zM8 6.5v3.5M8 12v.1",
  clock: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.5V8l2.5 1.8",
  ban: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M3.8 3.8l8.4 8.4",
  lock: "M3.5 7h9v7h-9zM5.5 7V4.8a2.5 2.5 0 0 1 5 0V7",
  inbox: "M2 9l2-6h8l2 6v4.5H2zM2 9h3.5l1 2h3l1-2H14",
  question: "M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.6 8 9 8 10M8 12.5v.1M8 1",
  star: "M8 2l1.8 3.8 4.2.6-3 2.9.7 4.1L8 11.4l-3.7 2 .7-4.1-3-2.9 4.2-.6z",
  eye: "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
  tilde: "M2 9c1.5-3 3.5-3 6-1s4.5 2 6-1",
  minus: "M3 8h10",
  plus: "M8 3v10M3 8h10",
  equal: "M3 6h10M3 10h10",
  notequal: "M3 6h10M3 10h10M11 2.5L5 13.5",
  left: "M10 3L5 8l5 5",
  right: "M6 3l5 5-5 5",
  file: "M4 1.8h5L12.5 5v9.2H4zM9 1.8V5h3.5",
  refresh: "M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3",
  down: "M8 2.5v9M4 8l4 4 4-4",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3L14 14",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round">
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false" fill="none" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round">
      <path d="M6 26V14a10 10 0 0 1 20 0v12" stroke="currentColor" />
      <path d="M11 8v15l1.5 3M16 5v21M21 8v15l-1.5 3" className="mark-teeth" />
      <path d="M6.5 14h19M6 20h20" stroke="currentColor" />
    </svg>
  );
}
