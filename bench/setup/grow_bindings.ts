import type { Sql } from "postgres";

/**
 * Makes conversations of two until so many bindings are live, by SQL in bulk: people are hashes of their number in the row, ciphertexts
 * are words of the right length. Indexes are dropped and made anew, foreign keys hold by construction.
 */
export async function growBindings(sql: Sql, pool: string[], bindings: number): Promise<void> {
  const pairs = bindings / 2;
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`set local maintenance_work_mem = '1GB'`;
    const indexes = await tx<{ name: string; definition: string }[]>`
      select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
      from pg_index i
      where i.indrelid in ('public.phone_conversations'::regclass, 'public.phone_conversation_participants'::regclass)
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`;
    for (const { name } of indexes) await tx.unsafe(`drop index ${name}`);
    await tx`
      insert into public.phone_conversations (id, masked_number, people_key, cooldown, expires_at, last_interaction_at, created_at)
      select md5('conversation ' || pair)::uuid, (${pool}::text[])[1 + pair % ${pool.length}],
             encode(sha256(('pair ' || pair)::bytea), 'hex'), '7 days', now() + interval '1 day', now(), now()
      from generate_series(1, ${pairs}::int) pair`;
    await tx`
      insert into public.phone_conversation_participants (conversation_id, phone_hash, phone_encrypted, proxy_number, joined_at)
      select md5('conversation ' || pair)::uuid, ${personHash(tx)}, repeat('c', 70),
             (${pool}::text[])[1 + pair % ${pool.length}], now()
      from generate_series(1, ${pairs}::int) pair cross join generate_series(0, 1) seat`;
    for (const { definition } of indexes) await tx.unsafe(definition);
  });
  await sql`vacuum analyze public.phone_conversations, public.phone_conversation_participants`;
}

/** In a query that has `pair` and `seat`: as long as a keyed hash, and as random. */
function personHash(sql: { unsafe: Sql["unsafe"] }) {
  return sql.unsafe(`rtrim(encode(sha256((pair || '/' || seat)::bytea), 'base64'), '=')`);
}

/** The hash of one of the two people of a pair, as `growBindings` made it. */
export async function personOf(pair: number, seat: number): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${pair}/${seat}`));
  return btoa(String.fromCharCode(...new Uint8Array(digest))).replace(/=+$/, "");
}
