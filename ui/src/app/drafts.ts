// What somebody was typing when their session ended. It is kept in this
// page's memory alone, is given back once, and to nobody but its account.
interface Draft { place: string; account: string; value: unknown }

/** What is being typed now. */
let open: Draft | null = null;
/** What the end of a session interrupted. */
let kept: Draft | null = null;

/** Says what is being typed where, by whom; null once nothing is. */
export function typing(draft: Draft | null): void {
  open = draft;
}
/** The session ended by itself: what was being typed waits for its account. */
export function interrupted(): void {
  kept = open ?? kept;
  open = null;
}
/** Somebody signed in; what another account typed is gone. */
export function returned(account: string): void {
  if (kept?.account !== account) kept = null;
}
/** The person signed out: nothing is kept. */
export function forgotten(): void {
  open = kept = null;
}
/** What waits for this account at this place. */
export function waiting(place: string, account: string): unknown {
  return kept?.place === place && kept.account === account ? kept.value : null;
}
/** It is used: it is not given a second time. */
export function used(): void {
  kept = null;
}
