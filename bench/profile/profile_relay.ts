import { until } from "../../local/process/until.ts";
import { postTexts } from "../load/post_texts.ts";
import { runTextSql, textInputs } from "../load/run_text_sql.ts";
import { importPool } from "../setup/import_pool.ts";
import { startBenchDatabase } from "../setup/start_bench_database.ts";
import { startRelay, WEBHOOK } from "../setup/start_relay.ts";
import { profileFunction } from "./profile_function.ts";
import { explainStatements, profileSqlFunctions } from "./profile_sql.ts";

/** Where a text's time goes, in the function and in Postgres, on a database of its own: looking slows both down. */
export async function profileRelay(texts: number): Promise<string[]> {
  await using parts = new AsyncDisposableStack();
  const database = await startBenchDatabase();
  parts.defer(database.stop);
  const { sql } = database;
  await importPool(sql, 200);
  const relay = await startRelay(database);
  parts.defer(relay.stop);
  // Of the functions' role alone: what was made ready is no part of it.
  await sql`alter role maskline set track_functions = 'all'`;
  const inFunction = await profileFunction(WEBHOOK, relay.settings, async (url) => {
    const profiled = { ...relay, urls: [`${url}/sms-webhook`] };
    await postTexts(profiled, { count: 100, concurrency: 16 });
    // The tables were empty when they were planned for.
    await sql`analyze`;
    await postTexts(profiled, { count: texts, concurrency: 16 });
  });
  await until("the function's connections have ended", async () => {
    const open = await sql`select from pg_stat_activity where application_name = 'maskline'`;
    return open.length === 0;
  });
  const inSql = await profileSqlFunctions(sql);
  const inputs = await textInputs(relay.keys, relay.routes, 100);
  const statements = await explainStatements(
    database.url,
    (sql) => runTextSql(sql, inputs.pop()!),
  );
  return [`${texts} texts, 16 at a time`, "", ...inFunction, "", ...inSql, "", ...statements];
}
