import { useEffect, useRef } from "react";
import type { Preview } from "../api/types";
import { count } from "../app/format";
import { Icon } from "../components/Icon";
import { Facts } from "../components/Page";
import { en, word } from "../i18n/en";
import { ChangeItem, Files, Totals, Warnings } from "./ImportParts";
import { changesOf, hidden, looksWrong, olderEdition, withoutOlder } from "./preview";
import { edition } from "./state";

/** What the chosen files would do. The focus comes here, so that it is read before anything is imported. */
export function PreviewPanel({ preview }: { preview: Preview }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), [preview]);
  const nothing = changesOf(preview.counts) === 0;
  const older = olderEdition(preview.warnings);
  const warnings = withoutOlder(preview.warnings);
  return (
    <section className="preview" aria-labelledby="preview-head">
      <h3 id="preview-head" ref={head} tabIndex={-1}>{en.import.previewTitle(preview.list)}</h3>
      <Facts items={[
        [en.lists.name, preview.known ? `${preview.known}${preview.known === preview.list ? "" : ` (${preview.list})`}` : en.import.newList(preview.list)],
        [en.lists.format, word(en.lists.forms, preview.format)],
        [en.import.published, edition(preview.published)],
        [en.lists.files, <Files key="files" files={preview.files} />],
      ]} />
      <Totals counts={preview.counts} />
      {older ? <p className="notice tone-amber pad"><Icon name="alert" size={16} /> {en.import.older(older)}</p> : null}
      {preview.kept > 0 ? <p className="notice tone-amber pad"><Icon name="alert" size={16} /> {en.import.kept(preview.kept)}</p> : null}
      {looksWrong(preview) ? <p className="notice tone-amber pad"><Icon name="alert" size={16} /> {en.import.looksWrong}</p> : null}
      {warnings.length > 0 ? (
        <details>
          <summary>{en.import.warnings} ({count(preview.counts.warnings - (older ? 1 : 0))})</summary>
          <Warnings warnings={warnings} />
        </details>
      ) : null}
      {nothing ? <p className="hint pad">{en.import.nothingNew}</p> : (
        <ul className="changes" tabIndex={0} aria-label={en.import.wouldChange}>
          {preview.changes.map((change) => <ChangeItem key={change.change + change.external_id} change={change} />)}
          {(["added", "changed", "removed"] as const).filter((kind) => hidden(preview, kind) > 0).map((kind) => (
            <li key={kind} className="quiet">{en.import.moreOf(hidden(preview, kind), en.import[kind].toLowerCase())}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
