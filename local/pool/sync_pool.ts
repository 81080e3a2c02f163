import type { FunctionsTarget } from "../stack/read_functions_target.ts";

/** Where the functions are, and what to do with what differs. */
export type SyncOptions = FunctionsTarget & {
  /** Change what differs; without it only say so. */
  apply: boolean;
  /** Bring what the account has besides into the pool. */
  import: boolean;
  onChange?: (change: SyncChange, failed: boolean) => void;
};

/** One number that is not as it should be. */
export type SyncChange = { number: string; action: "update" | "import"; differs: string[] };

/** What `POST /masking/pool/sync` answers. */
type Batch = {
  changes: SyncChange[];
  failed: string[];
  missing: string[];
  drained: string[];
  not_drained_because: "account_is_empty" | "most_are_missing" | null;
  not_in_pool: string[];
  after: string | null;
};

/** What a sync found, as a whole. */
export type SyncResult = {
  applied: boolean;
  changed: number;
  failed: number;
  missing: string[];
  drained: string[];
  /** Why numbers that are missing are not drained. */
  doubt: Batch["not_drained_because"];
  notInPool: string[];
};

/** Calls `POST /masking/pool/sync` batch by batch until it is through. Can be stopped and started again. */
export async function syncPool(options: SyncOptions): Promise<SyncResult> {
  let changed = 0;
  let failed = 0;
  let after: string | null = null;
  for (;;) {
    const batch: Batch = await call(options, after);
    for (const change of batch.changes) {
      const isFailed = batch.failed.includes(change.number);
      failed += isFailed ? 1 : 0;
      changed += isFailed ? 0 : 1;
      options.onChange?.(change, isFailed);
    }
    after = batch.after;
    if (after !== null) continue;
    const { missing, drained, not_drained_because: doubt, not_in_pool: notInPool } = batch;
    return { applied: options.apply, changed, failed, missing, drained, doubt, notInPool };
  }
}

async function call(options: SyncOptions, after: string | null): Promise<Batch> {
  const url = `${options.functionsUrl}/masking/pool/sync`;
  const response = await fetch(url, {
    method: "POST",
    headers: { apikey: options.secretKey, "content-type": "application/json" },
    body: JSON.stringify({ dry_run: !options.apply, import: options.import, after }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${url}: it answered ${response.status}: ${text}`);
  return JSON.parse(text);
}
