import { PagedTable } from "./paged_table.tsx";
import { Time } from "./time.tsx";
import type { Service } from "./use_service.ts";

/** Who read, exported, erased or held what. */
export function AuditTable({ service }: { service: Service }) {
  return (
    <PagedTable<
      { id: string; created_at: string; actor: string; action: string; subject: string | null }
    >
      service={service}
      title="Access audit"
      path="/audit?limit=10"
      list="audit"
      empty="Nobody has read anything yet."
      columns={[
        { name: "Time", show: (row) => <Time at={row.created_at} /> },
        { name: "Who", show: (row) => <span className="mono">{short(row.actor)}</span> },
        { name: "Did", show: (row) => row.action.replaceAll("_", " ") },
        {
          name: "To",
          show: (row) => <span className="mono">{row.subject?.slice(0, 8) ?? "–"}</span>,
        },
      ]}
    />
  );
}

/** `user:<id>` with the beginning of the id. */
const short = (actor: string) => actor.replace(/^(user:.{8}).*$/, "$1");
