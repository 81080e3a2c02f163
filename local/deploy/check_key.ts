import type postgres from "postgres";
import { createKeyRing } from "../../supabase/functions/_shared/privacy/key_ring.ts";
import { callFunctions } from "./call_functions.ts";
import { type Finding, ok, wrong } from "./finding.ts";

type Secrets = { current: string; previous: string | undefined };
type KnownKey = { id: string; lost: boolean; used: boolean };

/** Whether the keys of the settings file are those under which this database was written, told by their ids. */
export async function checkKeyOfDatabase(sql: postgres.Sql, secrets: Secrets): Promise<Finding> {
  const { current, previous } = await createKeyRing(secrets);
  const known = await sql<KnownKey[]>`
    select k.id, k.lost_at is not null as lost, masking.key_is_used(k.id) as used from public.encryption_keys k`;
  const kept = known.filter(({ lost }) => !lost);
  const given = [current.id, previous?.id];
  const left = kept.filter(({ id, used }) => used && !given.includes(id));
  const what = "PHONE_ENCRYPTION_KEY";
  if (kept.length > 0 && !kept.some(({ id }) => given.includes(id)) || left.length > 0) {
    const ids = (left.length > 0 ? left : kept).map(({ id }) => id).join(", ");
    return wrong(`${what} is not the key of this database`, `set the one with the id ${ids}`);
  }
  return ok(
    kept.length === 0
      ? `${what}: this database has no key yet and takes the first that comes`
      : `${what} is the key of this database, ${current.id}`,
  );
}

/** Whether the functions run with the keys of the settings file. */
export async function checkKeyOfFunctions(
  target: { functionsUrl: string; secretKey: string },
  secrets: Secrets,
): Promise<Finding> {
  const { current } = await createKeyRing(secrets);
  const what = "key of the functions";
  const { status, body } = await callFunctions(target.functionsUrl, "GET", "/masking/keys", {
    headers: { apikey: target.secretKey },
  });
  if (body?.code === "wrong_encryption_key") {
    return wrong(`${what} is not that of the database`, "see Keys in docs/operations.md");
  }
  if (status !== 200) {
    return wrong(`${what} cannot be asked for (${status})`, "see the log of masking");
  }
  const keys = body!.keys as { id: string; role: string }[];
  return keys.some(({ id, role }) => role === "current" && id === current.id)
    ? ok(`${what} is that of the settings file`)
    : wrong(`${what} is not that of the settings file`, "npx supabase secrets set --env-file FILE");
}
