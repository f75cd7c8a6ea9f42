import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { count } from "../app/format";
import { Field } from "../components/Controls";
import { Icon } from "../components/Icon";
import { Failed } from "../components/States";
import { en } from "../i18n/en";
import { PreviewPanel } from "./PreviewPanel";
import { outdated } from "./preview";
import { useImportFiles, usePreview } from "./queries";

/** Files come by the chooser (keyboard) or by dropping. First what they would do is shown; then they are imported, and
 *  the result is a screen of its own. */
export function ImportForm() {
  const [files, setFiles] = useState<File[]>([]);
  const [title, setTitle] = useState("");
  const [over, setOver] = useState(false);
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const look = usePreview();
  const run = useImportFiles();
  const preview = look.data;

  // A preview is of the files as they were chosen: others need another.
  const again = () => { setMissing(false); look.reset(); run.reset(); };
  const add = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    // After a preview the next choice begins anew: it is another import.
    const kept = preview ? [] : files;
    again();
    setFiles([...kept.filter((old) => chosen.every((file) => file.name !== old.name)), ...chosen]);
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (files.length === 0) {
      setMissing(true);
      input.current?.focus();
      return;
    }
    if (!preview) return look.mutate(files);
    run.mutate({ files, title, version: preview.version }, {
      onSuccess: (done) => void navigate({ to: "/imports/$id", params: { id: done.id } }),
      // Somebody else changed the list since: what was looked at is not what would be done.
      onError: (error) => { if (outdated(error)) look.mutate(files); },
    });
  };

  const busy = look.isPending || run.isPending;
  const words = run.isPending ? en.lists.importing : look.isPending ? en.lists.previewing : preview ? en.lists.submit : en.lists.preview;
  return (
    <form className="import-form" onSubmit={submit}>
      <div
        className={over ? "drop over" : "drop"}
        onDragOver={(event) => { event.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); add(event.dataTransfer.files); }}
      >
        <Icon name="down" size={22} />
        <label htmlFor="import-files">{en.lists.drop}</label>
        <p className="hint" id="import-hint">{en.lists.formats}</p>
        <input
          ref={input} id="import-files" type="file" multiple accept=".csv,.tsv,.xml,.jsonl,.ndjson,.json,.toml" aria-describedby="import-hint"
          onChange={(event) => { add(event.target.files); event.target.value = ""; }}
        />
      </div>
      {missing ? <p className="field-error" role="alert"><Icon name="alert" size={14} /> {en.lists.nothing}</p> : null}
      {files.length > 0 ? (
        <ul className="chosen" aria-label={en.lists.chosen}>
          {files.map((file) => (
            <li key={file.name}>
              <Icon name="file" size={14} /> {file.name} <span className="quiet">{en.bytes.size(file.size)} ({count(Math.max(1, Math.round(file.size / 1024)))} kB)</span>
              <button type="button" className="icon-button" aria-label={en.lists.remove(file.name)} onClick={() => { again(); setFiles(files.filter((other) => other !== file)); }}><Icon name="cross" size={12} /></button>
            </li>
          ))}
        </ul>
      ) : null}
      {run.isError ? <Failed focused error={run.error} todo={outdated(run.error) ? en.import.lookAgain : undefined} /> : null}
      {preview ? <PreviewPanel preview={preview} /> : null}
      {look.isError ? <Failed focused error={look.error} /> : null}
      <div className="import-foot">
        <Field id="import-title" label={`${en.lists.listTitle} (${en.optional})`} value={title} onChange={setTitle} maxLength={200} autoComplete="off" />
        <button type="submit" className="button primary" disabled={busy}>{words}</button>
        {preview ? <button type="button" className="button" onClick={() => { again(); setFiles([]); input.current?.focus(); }}>{en.cancel}</button> : null}
      </div>
      <div role="status" className="visually-hidden">{busy ? words : ""}</div>
    </form>
  );
}
