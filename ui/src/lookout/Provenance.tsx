// Which import brought an entry, and which changed it last.
import { Link } from "@tanstack/react-router";
import type { Entry, Import } from "../api/types";
import { stamp } from "../app/format";
import { useMay } from "../app/session";
import { useZone } from "../app/status";
import { Facts } from "../components/Page";
import { en } from "../i18n/en";
import { useImport } from "./queries";
import { edition } from "./state";

const T = en.entry;

export function Provenance({ entry }: { entry: Entry }) {
  if (!useMay()("list:read")) return <p className="hint pad">{en.unknown}</p>;
  return (
    <Facts items={[
      [T.first, entry.first_import ? <Origin key="first" id={entry.first_import} /> : null],
      [T.last, entry.last_import ? <Origin key="last" id={entry.last_import} /> : null],
    ]} />
  );
}

function Origin({ id }: { id: string }) {
  const { data } = useImport(id);
  const zone = useZone();
  return <Link to="/imports/$id" params={{ id }}>{data ? words(data, zone) : en.lists.importTitle}</Link>;
}

/** The files, their edition, and when they were imported; by hand there are none. */
function words({ files, format, published, by, at }: Import, zone: string | undefined): string {
  if (format === "by-hand") return T.byHandOn(by, stamp(at, zone));
  const said = edition(published);
  return [files.map((file) => file.name).join(", ") || en.lists.forms[format] || format, said ? T.editionOf(said) : "", T.importedAt(stamp(at, zone))].filter(Boolean).join(", ");
}
