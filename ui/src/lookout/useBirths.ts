import { useEffect, useRef, useState } from "react";
import { looked, reader } from "./births";
import { type Births, otherBirths } from "./draft";
import { readBirths } from "./queries";

/** Dates of birth in other forms than the API's: the server reads them, and what it understood is shown beside the field. */
export function useBirths(typed: string) {
  const [known, setKnown] = useState<Births>({});
  const newest = useRef(0);
  const form = useRef<AbortController | null>(null);
  // What is under way when the form is left is of no use to anybody.
  useEffect(() => {
    const open = new AbortController();
    form.current = open;
    return () => open.abort();
  }, []);
  const [ask] = useState(() => reader(async (texts) => {
    const { births } = await readBirths(texts, form.current?.signal);
    const answer: Births = Object.fromEntries(births.map(({ text, value }) => [text, value ?? null]));
    setKnown((now) => ({ ...now, ...answer }));
    newest.current = performance.now();
    return answer;
  }));
  const others = otherBirths(typed);
  return {
    read: () => ask(others),
    /** Whether nothing has to be asked for. */
    known: others.every((text) => text in known),
    /** Whether somebody could look at what was understood. */
    looked: () => looked(others, known, newest.current, performance.now()),
    left: () => form.current?.signal.aborted ?? true,
    understood: others.flatMap((text): [string, string][] => { const value = known[text]; return value ? [[text, value]] : []; }),
  };
}
