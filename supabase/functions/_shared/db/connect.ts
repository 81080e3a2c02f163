import postgres from "postgres";

export type Sql = postgres.Sql;

// What is sent behind another statement is never answered when their connection is lost. (The driver's types lack this option.)
const NO_PIPELINE = { max_pipeline: 0 };

/**
 * A small pool that opens on first use. `prepare: false` and nothing that outlives a transaction, so that the URL may be that of a
 * pooler in transaction mode.
 */
export function connect(url: string): Sql {
  return postgres(url, {
    ...NO_PIPELINE,
    max: 4,
    prepare: false,
    fetch_types: false,
    idle_timeout: 20,
    connect_timeout: 10,
    connection: { application_name: "maskline" },
    onnotice: () => {},
  });
}
