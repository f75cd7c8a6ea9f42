// One box for whatever an officer has: answers come while somebody types, and
// the hands never leave the keyboard.
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { Candidate, SubjectAnswer } from "../api/types";
import { useKeys } from "../app/keys";
import { setPrefs, usePrefs } from "../app/prefs";
import { useMay } from "../app/session";
import { announce } from "../components/Announce";
import { Icon } from "../components/Icon";
import { Kbd, Page } from "../components/Page";
import { Empty, Failed } from "../components/States";
import { en, word } from "../i18n/en";
import { ReadAs, Sources } from "./About";
import { Detail } from "./Detail";
import { newStretch, useBox, useRested, useSubjects } from "./queries";
import { optionId, Results } from "./Results";
import { SaveDialog } from "./Saved";

/** Where Enter leads; null where all that may be seen is shown already. */
export function target(candidate: Candidate, may: (action: string) => boolean): { to: "/hits/$id" | "/travelers/$id" | "/entries/$id"; id: string } | null {
  const hit = candidate.journey?.hits[0];
  if (hit && may("hit:read")) return { to: "/hits/$id", id: hit.id };
  if (candidate.kind === "traveler") return may("traveler:read") ? { to: "/travelers/$id", id: candidate.id } : null;
  return may("entry:read") ? { to: "/entries/$id", id: candidate.id } : null;
}

export function QueryScreen() {
  const [kept, keep] = useBox();
  const [text, setText] = useState(kept);
  const [saving, setSaving] = useState(false);
  const [stretch, setStretch] = useState(newStretch);
  const { purpose } = usePrefs();
  const rested = useRested(text.trim());
  const query = useSubjects(rested, stretch, purpose);
  const answer = text.trim() === "" ? undefined : query.data;
  const [chosen, setChosen] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const may = useMay();
  const candidates = answer?.candidates ?? [];
  const at = Math.min(chosen, candidates.length - 1);
  const typing = text.trim() !== "" && (query.isPlaceholderData || rested !== text.trim());

  useEffect(() => { box.current?.focus(); box.current?.select(); }, []);
  useEffect(() => setChosen(0), [rested]);
  useEffect(() => {
    if (answer?.asked && !query.isPlaceholderData) announce(en.query.found(answer.candidates.length));
  }, [answer, query.isPlaceholderData]);
  useEffect(() => {
    if (at >= 0) document.getElementById(optionId(at))?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const change = (value: string) => {
    if (text === "") setStretch(newStretch());
    setText(value);
    keep(value);
  };
  const move = (by: number) => setChosen(Math.max(0, Math.min(candidates.length - 1, at + by)));
  const open = () => {
    const candidate = candidates[at];
    if (!candidate) return;
    const where = target(candidate, may);
    if (where) void navigate({ to: where.to, params: { id: where.id } });
    else announce(en.query.noEntry);
  };
  const toBox = () => { box.current?.focus(); box.current?.select(); };
  useKeys({ q: toBox, "/": toBox, j: () => move(1), k: () => move(-1), Enter: open, Escape: () => { change(""); toBox(); } });

  const save = () => { if (may("subject:save") && answer?.asked) setSaving(true); };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey && event.key.toLowerCase() === "s") { event.preventDefault(); save(); return; }
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      ArrowDown: () => move(1), ArrowUp: () => move(-1), PageDown: () => move(5), PageUp: () => move(-5),
      Enter: open, Escape: () => change(""),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <Page title={en.query.title} className="query">
      <div className="query-bar" role="search">
        <label className="visually-hidden" htmlFor="query-box">{en.query.box}</label>
        <div className="query-box">
          <Icon name="search" size={24} />
          <input
            id="query-box" ref={box} data-first type="text" value={text} maxLength={300} placeholder={en.query.box}
            autoComplete="off" autoCapitalize="off" autoCorrect="off" spellCheck={false}
            role="combobox" aria-expanded={candidates.length > 0} aria-controls="query-results" aria-autocomplete="list" aria-describedby="query-help"
            aria-activedescendant={candidates.length > 0 ? optionId(at) : undefined}
            onChange={(event) => change(event.target.value)} onKeyDown={onKeyDown}
          />
          <span className="query-state quiet" aria-hidden="true">{typing ? en.query.working : answer?.asked ? en.query.found(candidates.length) : ""}</span>
          {text ? <button type="button" className="icon-button" onClick={() => { change(""); toBox(); }} aria-label={en.query.clear} title={`${en.query.clear} (Esc)`}><Icon name="cross" /></button> : null}
        </div>
        {may("subject:save") ? <button type="button" className="button" disabled={!answer?.asked} onClick={save}>{en.saved.save} <Kbd>Alt S</Kbd></button> : null}
        <label className="query-purpose"><span>{en.query.purpose}</span>
          <select value={purpose} onChange={(event) => { setPrefs({ purpose: event.target.value }); setStretch(newStretch()); }}>
            {Object.keys(en.query.purposes).map((code) => <option key={code} value={code}>{word(en.query.purposes, code)}</option>)}
          </select>
        </label>
      </div>
      <p className="visually-hidden" id="query-help">{en.query.help}</p>
      {query.isError && text.trim() !== "" ? <Failed error={query.error} retry={() => void query.refetch()} /> : null}
      {answer ? <><ReadAs reading={answer.reading} /><Sources sources={answer.sources} /></> : null}
      {answer ? <Answer answer={answer} old={typing || query.isError} at={at} onChoose={setChosen} onOpen={open} /> : query.isError ? null : <Start looking={typing || query.isFetching} />}
      {saving ? <SaveDialog text={text.trim()} onClose={() => setSaving(false)} /> : null}
    </Page>
  );
}

function Answer({ answer, old, at, onChoose, onOpen }: { answer: SubjectAnswer; old: boolean; at: number; onChoose: (at: number) => void; onOpen: () => void }) {
  const chosen = answer.candidates[at];
  if (!answer.asked) return <p className="hint query-more">{en.query.more}</p>;
  if (!chosen) {
    const whole = answer.sources.every((source) => source.state === "current" || source.state === "behind");
    return <div className={old ? "is-old" : ""}><Empty title={en.query.nobody}>{whole ? en.query.nobodyDo : en.query.nobodyPartly}</Empty></div>;
  }
  return (
    <div className={old ? "query-grid is-old" : "query-grid"}>
      <Results candidates={answer.candidates} at={at} onChoose={onChoose} onOpen={onOpen} />
      <Detail candidate={chosen} />
    </div>
  );
}

function Start({ looking }: { looking: boolean }) {
  if (looking) return <p className="hint query-more">{en.query.working}</p>;
  return (
    <div className="query-start">
      <p>{en.query.help}</p>
      <dl>
        {en.query.examples.map(([typed, what]) => <div key={typed}><dt className="mono">{typed}</dt><dd>{what}</dd></div>)}
      </dl>
      <p className="quiet"><Kbd>↓</Kbd> <Kbd>↑</Kbd> {en.help.what.choose} · <Kbd>Enter</Kbd> {en.help.what.open} · <Kbd>Esc</Kbd> {en.help.what.clearBox}</p>
      <p className="lead">{en.lead}</p>
    </div>
  );
}
