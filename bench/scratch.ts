import { connect } from "../supabase/functions/_shared/db/connect.ts";
import { receiveMessage } from "../supabase/functions/_shared/routing/receive_message.ts";
import { recordSend } from "../supabase/functions/_shared/delivery/record_send.ts";
import { createKeyRing } from "../supabase/functions/_shared/privacy/key_ring.ts";
import { hashPhone } from "../supabase/functions/_shared/privacy/hash_phone.ts";
import { connectPeople } from "./setup/connect_people.ts";
import { importPool } from "./setup/import_pool.ts";
import { startBenchDatabase } from "./setup/start_bench_database.ts";
const db = await startBenchDatabase();
const keys = await createKeyRing({ current: "k".repeat(32) });
await importPool(db.sql, 200);
const routes = await connectPeople(db.sql, keys, 200);
const hashes = await Promise.all(routes.map((r) => hashPhone(keys, r.from as never)));

const sql = connect(db.url);
if (Deno.args[0]) {
  await sql.unsafe(`alter system set ${Deno.args[0]}`), await sql`select pg_reload_conf()`;
}
await db.sql`create extension if not exists pg_stat_statements`;
await sql`alter system set track_functions = 'all'`;
await sql`select pg_reload_conf()`;
await new Promise((r) => setTimeout(r, 500));
for (let round = 0; round < 4; round++) {
  if (round < 3) {
    await db.sql`analyze`;
    await db.sql`select pg_stat_reset(), pg_stat_statements_reset()`.catch(() => {});
  }
  let tr = 0, ts = 0;
  const n = 1000;
  for (let i = 0; i < n; i++) {
    const t0 = performance.now();
    const { claims } = await receiveMessage(sql, {
      toNumber: routes[i % 400]!.to,
      fromHash: hashes[i % 400]!,
      providerSid: crypto.randomUUID(),
      bodyEncrypted: "x".repeat(100),
      mediaCount: 0,
      segments: 1,
      keyword: null,
      noticeEncrypted: null,
      maxPerHour: 1e9,
    });
    const t1 = performance.now();
    for (const c of claims) {
      await recordSend(sql, c, {
        result: "sent",
        providerSids: [crypto.randomUUID()],
        errorCode: null,
        nextAttemptAt: null,
      }, null);
    }
    tr += t1 - t0;
    ts += performance.now() - t1;
  }
  console.log("receive", (tr / n).toFixed(3), "record", (ts / n).toFixed(3));
}
const t = performance.now();
for (let i = 0; i < 1000; i++) await sql`select ${"1"}::int`;
console.log("trivial", (performance.now() - t) / 1000);
console.table(
  (await db
    .sql`select funcname, calls, round((total_time/nullif(calls,0))::numeric,4)::text t, round((self_time/nullif(calls,0))::numeric,4)::text s from pg_stat_user_functions order by total_time desc`)
    .map((x) => ({ ...x })),
);
if (Deno.args[1]) {
  await db.sql.unsafe("load 'auto_explain'");
  const one = await db.sql.reserve();
  await one.unsafe(
    "load 'auto_explain'; set auto_explain.log_min_duration=0; set auto_explain.log_nested_statements=on; set auto_explain.log_analyze=on; set client_min_messages=log",
  );
}
await db.sql`create extension if not exists pg_stat_statements`;
for (
  const x of await db
    .sql`select calls, round((total_exec_time/calls)::numeric,4)::text t, round((total_plan_time/greatest(calls,1))::numeric,4)::text p, left(regexp_replace(query, E'\\s+', ' ', 'g'),150) q from pg_stat_statements order by total_exec_time desc limit 45`
) console.log(x.calls, x.t, x.q);
await sql.end();
await db.stop();
Deno.exit();
