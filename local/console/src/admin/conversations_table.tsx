import { PagedTable } from "./paged_table.tsx";
import { Time } from "./time.tsx";
import type { Service } from "./use_service.ts";

type Conversation = {
  id: string;
  status: "active" | "closed";
  mode: string;
  friendly_name: string | null;
  masked_number: string | null;
  participants: { label: string | null }[];
  created_at: string;
  expires_at: string | null;
  closed_reason: string | null;
  blocked: boolean;
  frozen_at: string | null;
};

/** All conversations, newest first. */
export function ConversationsTable({ service }: { service: Service }) {
  return (
    <PagedTable<Conversation>
      service={service}
      title="Conversations"
      path="/conversations?limit=10"
      list="conversations"
      empty="Nobody talks yet."
      columns={[
        { name: "Status", show: (row) => <Status row={row} /> },
        {
          name: "Name",
          show: (row) => row.friendly_name ?? <span className="mono">{row.id.slice(0, 8)}</span>,
        },
        {
          name: "People",
          show: (row) => row.participants.map(({ label }) => label ?? "–").join(", "),
        },
        {
          name: "Masked number",
          show: (row) => <span className="mono">{row.masked_number ?? "one each"}</span>,
        },
        { name: "Mode", show: (row) => row.mode.replaceAll("_", " ") },
        { name: "Created", show: (row) => <Time at={row.created_at} /> },
        { name: "Ends", show: (row) => row.expires_at ? <Time at={row.expires_at} /> : "never" },
      ]}
    />
  );
}

function Status({ row }: { row: Conversation }) {
  return (
    <span className="admin-pills">
      <span className={row.status === "active" ? "pill good" : "pill"}>
        {row.status === "active" ? "active" : row.closed_reason ?? "closed"}
      </span>
      {row.blocked && <span className="pill bad">blocked</span>}
      {row.frozen_at && <span className="pill warn">reported</span>}
    </span>
  );
}
