import { Dialog } from "../components/Dialog";
import { en } from "../i18n/en";
import { setPrefs, usePrefs } from "./prefs";

const H = en.help.what;
const KEYS: [string, [string[], string][]][] = [
  [en.help.where.any, [[["?"], H.help], [["q", "g q"], en.nav.query], [["g s"], en.nav.saved], [["g b"], en.nav.board], [["g h"], en.nav.hits], [["g l"], en.nav.lists], [["g a"], en.nav.approvals], [["g m"], en.nav.messages], [["/"], H.search], [["Esc"], H.esc]]],
  [en.help.where.rows, [[["j", "k", "↓", "↑"], H.move], [["Home", "End"], H.ends], [["Enter"], H.open]]],
  [en.help.where.query, [[["↓", "↑"], H.choose], [["PgDn", "PgUp"], H.card], [["Enter"], H.openChosen], [["Alt S"], H.save], [["Esc"], H.clearBox]]],
  [en.help.where.board, [[["a", "d"], H.arrivals], [["[", "]"], H.days], [["t"], H.today], [["!"], H.attention], [["e"], H.earlier]]],
  [en.help.where.hit, [[["p"], H.possible], [["c"], H.confirm], [["x"], H.clear], [["n"], H.next], [["i"], H.claim], [["u"], H.undo], [["b"], H.back]]],
  [en.help.where.lists, [[["n"], H.newEntry], [["e"], H.edit], [["x"], H.end], [["a"], H.approve], [["r"], H.reject]]],
  [en.help.where.reason, [[["1", "…", "8"], H.number], [["Enter"], H.decide]]],
];

export function Help({ onClose }: { onClose: () => void }) {
  const prefs = usePrefs();
  return (
    <Dialog title={en.help.title} onClose={onClose} wide>
      <div className="help">
        <section aria-labelledby="help-keys">
          <h3 id="help-keys">{en.help.keys}</h3>
          <div className="help-groups">
            {KEYS.map(([where, keys]) => (
              <div key={where}>
                <h4>{where}</h4>
                <dl>
                  {keys.map(([names, what]) => (
                    <div key={names.join() + what}><dt>{names.map((name) => <kbd key={name}>{name}</kbd>)}</dt><dd>{what}</dd></div>
                  ))}
                </dl>
              </div>
            ))}
          </div>
        </section>
        <section aria-labelledby="help-settings">
          <h3 id="help-settings">{en.help.settings}</h3>
          <label className="check"><input type="checkbox" checked={prefs.singleKeys} onChange={(event) => setPrefs({ singleKeys: event.target.checked })} aria-describedby="single-hint" /> {en.help.single}</label>
          <p className="hint" id="single-hint">{en.help.singleHint}</p>
          <label className="check"><input type="checkbox" checked={prefs.autoNext} onChange={(event) => setPrefs({ autoNext: event.target.checked })} /> {en.help.autoNext}</label>
          <fieldset className="inline-radios">
            <legend>{en.help.theme}</legend>
            {(["system", "light", "dark"] as const).map((theme) => (
              <label key={theme} className="check"><input type="radio" name="theme" checked={prefs.theme === theme} onChange={() => setPrefs({ theme })} /> {en.help[theme]}</label>
            ))}
          </fieldset>
        </section>
      </div>
    </Dialog>
  );
}
