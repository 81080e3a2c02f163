import { findClientPhone } from "../../supabase/functions/_shared/conversation/client_phone.ts";
import { createConversation } from "../../supabase/functions/_shared/conversation/create_conversation.ts";
import { resolvePeople } from "../../supabase/functions/_shared/conversation/resolve_people.ts";
import { clientId } from "../../supabase/functions/_shared/conversation/schema.ts";
import type { Sql } from "../../supabase/functions/_shared/db/connect.ts";
import { toAppError } from "../../supabase/functions/_shared/db/app_error.ts";
import { parsePhone } from "../../supabase/functions/_shared/phone/parse_phone.ts";
import type { ImportContext } from "./import_legacy.ts";
import type { Legacy } from "./read_legacy.ts";

/** Each row becomes the masked phone of one of the owner's clients; it keeps its number where that is in the pool and free. */
export async function importMaskedPhones(
  { sql, keys, open, options, report }: ImportContext,
  rows: Legacy["maskedPhones"],
): Promise<void> {
  if (rows.length === 0) return;
  const owner = options.ownerId;
  if (owner === undefined) {
    report.problems.push("masked_phones: --owner must say whose clients they are");
    return;
  }
  const pool = new Set(
    (await sql`select number from public.phone_number_pool where status = 'active'`)
      .map(({ number }) => number),
  );
  const wanted = rows.map((row) => {
    const number = parsePhone(row.masked_phone, [])?.number;
    return { ...row, number: number !== undefined && pool.has(number) ? number : null };
  });
  const counts = { made: 0, kept: 0, there: 0 };

  // Those that keep their number first, so that no other is given it.
  for (
    const row of wanted.toSorted((a, b) => Number(a.number === null) - Number(b.number === null))
  ) {
    const name = `masked_phones of client ${row.client_id}`;
    try {
      if (!clientId.safeParse(row.client_id).success) throw new Error("its client_id is not one");
      const phone = await open(row.real_phone);
      await sql.savepoint(async (savepoint) => {
        // What takes a pool of connections takes a transaction as well.
        const tx = savepoint as unknown as Sql;
        if (await findClientPhone(tx, owner, row.client_id)) {
          counts.there++;
          return;
        }
        const deps = {
          sql: tx,
          keys: () => Promise.resolve(keys),
          env: { PHONE_DEFAULT_COUNTRIES: options.countries },
        };
        const { id } = await createConversation(tx, {
          createdBy: owner,
          people: await resolvePeople(deps, [{ user_id: owner }, { phone }]),
          mode: "message",
          geoMatch: "country",
          friendlyName: null,
          metadata: {},
          clientId: row.client_id,
          expiresAt: null,
          idleTimeoutSeconds: null,
          cooldownSeconds: options.cooldownSeconds,
          leakPolicy: "allow",
          idempotency: { id: null, requestHash: null },
        });
        counts.made++;
        if (row.number !== null && await keepNumber(savepoint, id, row.number)) counts.kept++;
      });
    } catch (error) {
      report.problems.push(`${name}: ${toAppError(error)?.code ?? (error as Error).message}`);
    }
  }
  report.lines.push(
    `masked_phones: ${counts.made} made, of which ${counts.kept} keep their number; ${counts.there} were here already`,
  );
}

/** False when the owner or the client holds the number in another conversation: then the allocated one stays. */
async function keepNumber(
  sql: ImportContext["sql"],
  conversationId: string,
  number: string,
): Promise<boolean> {
  try {
    await sql.savepoint(async (savepoint) => {
      await savepoint`
        update public.phone_conversation_participants set proxy_number = ${number}
        where conversation_id = ${conversationId}`;
      await savepoint`select masking.describe_people(${conversationId})`;
    });
    return true;
  } catch (error) {
    if ((error as { constraint_name?: string }).constraint_name !== "one_held_binding_per_pair") {
      throw error;
    }
    return false;
  }
}
