import { PagedTable } from "./paged_table.tsx";
import { Time } from "./time.tsx";
import type { Service } from "./use_service.ts";

const SOURCES: Record<string, string> = {
  keyword: "texted STOP",
  carrier: "the carrier said so",
  api: "by the API",
};

/** Who said STOP, without saying who. */
export function OptOutsTable({ service }: { service: Service }) {
  return (
    <PagedTable<{ id: string; opted_out_at: string; source: string }>
      service={service}
      title="Opt-outs"
      path="/opt-outs?limit=10"
      list="opt_outs"
      empty="Nobody has opted out."
      columns={[
        { name: "Opted out", show: (row) => <Time at={row.opted_out_at} /> },
        { name: "How", show: (row) => SOURCES[row.source] ?? row.source },
        { name: "Opt-out", show: (row) => <span className="mono">{row.id.slice(0, 8)}</span> },
      ]}
    />
  );
}
