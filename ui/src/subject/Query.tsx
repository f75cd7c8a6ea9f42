// One box for whatever an officer has: answers come while somebody types, and
// the hands never leave the keyboard.
import { useEffect, useRef, useState } from "react";
import { keyOf, useKeys } from "../app/keys";
import { setPrefs, usePrefs } from "../app/prefs";
import { useMay } from "../app/session";
import { announce } from "../components/Announce";
import { Icon } from "../components/Icon";
import { Kbd, Page } from "../components/Page";
import { Failed } from "../components/States";
import { en, word } from "../i18n/en";
import { ReadAs, Sources } from "./About";
import { Answer, Start } from "./Answer";
import { pageCard } from "./Detail";
import { useOpening } from "./opening";
import { newStretch, useBox, useFailure, useRested, useSubjects } from "./queries";
import { optionId } from "./Results";
import { SaveDialog } from "./Saved";
import { awaitsLine } from "./scan";

export function QueryScreen() {
  const [kept, keep] = useBox();
  const [text, setText] = useState(kept);
  const [saving, setSaving] = useState(false);
  const [stretch, setStretch] = useState(newStretch);
  const { purpose } = usePrefs();
  const rested = useRested(text.trim());
  const query = useSubjects(rested, stretch, purpose);
  const asked = text.trim();
  // The answer at hand, if any, is to what was typed before.
  const looking = asked !== "" && (rested !== asked || query.isPending || query.isPlaceholderData);
  const failure = useFailure(query);
  const failed = asked !== "" && failure !== null;
  const answer = asked === "" || (failed && looking) ? undefined : query.data;
  const candidates = answer?.candidates ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const at = Math.max(0, candidates.findIndex((candidate) => candidate.id === chosen));
  const listed = candidates.length > 0 && !looking;
  const box = useRef<HTMLInputElement>(null);
  const may = useMay();
  const opening = useOpening(asked, looking, candidates);

  useEffect(() => { box.current?.focus(); box.current?.select(); }, []);
  useEffect(() => {
    if (answer?.asked && !looking) announce(en.query.found(answer.candidates.length));
  }, [answer, looking]);
  useEffect(() => {
    if (listed) document.getElementById(optionId(at))?.scrollIntoView({ block: "nearest" });
  }, [at, listed]);

  const change = (value: string) => {
    if (text === "") setStretch(newStretch());
    opening.forget();
    setChosen(null);
    setText(value);
    keep(value);
  };
  const choose = (to: number) => setChosen(candidates[Math.max(0, Math.min(candidates.length - 1, to))]?.id ?? null);
  const move = (by: number) => { if (listed) choose(at + by); };
  const open = () => opening.open(at);
  const toBox = () => { box.current?.focus(); box.current?.select(); };
  const leave = () => { box.current?.blur(); document.getElementById("page-title")?.focus({ preventScroll: true }); };
  useKeys({ "/": toBox, j: () => move(1), k: () => move(-1), Enter: open, Escape: () => { change(""); toBox(); } });

  const save = () => { if (may("subject:save") && answer?.asked) setSaving(true); };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey && keyOf(event.nativeEvent).toLowerCase() === "s") { event.preventDefault(); save(); return; }
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      ArrowDown: () => move(1), ArrowUp: () => move(-1), PageDown: () => pageCard(1), PageUp: () => pageCard(-1),
      Enter: () => { if (awaitsLine(text)) change(`${text} `); else open(); },
      Escape: () => { if (text === "") leave(); else change(""); },
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
            role="combobox" aria-expanded={listed} aria-controls="query-results" aria-autocomplete="list" aria-describedby="query-help"
            aria-activedescendant={listed ? optionId(at) : undefined}
            onChange={(event) => change(event.target.value)} onKeyDown={onKeyDown} onBlur={opening.forget}
          />
          <span className="query-state quiet" aria-hidden="true">{opening.waiting ? en.query.opens : looking ? en.query.working : answer?.asked ? en.query.found(candidates.length) : ""}</span>
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
      {failed ? <Failed error={failure} retry={() => void query.refetch()} /> : null}
      {answer ? <div className={looking ? "is-old" : ""}><ReadAs reading={answer.reading} /><Sources sources={answer.sources} old={looking || failed} /></div> : null}
      {answer ? <Answer answer={answer} other={looking} old={failed} at={at} onChoose={(to) => { choose(to); box.current?.focus(); }} onOpen={open} /> : failed ? null : <Start looking={looking} />}
      {saving ? <SaveDialog text={asked} onClose={() => setSaving(false)} /> : null}
    </Page>
  );
}
