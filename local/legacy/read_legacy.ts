import type postgres from "postgres";

/** What the seed systems stored, in the columns that their documents name; numbers plain or as `iv:ciphertext`. */
export type Legacy = {
  rateLimits: {
    id: string;
    count: number;
    window_start: string;
    created_at: Date;
    updated_at: Date;
  }[];
  userNumbers: {
    user_id: string;
    phone_number: string;
    encrypted_phone_number: string;
    verified: boolean;
    updated_at: Date;
  }[];
  maskedPhones: { client_id: string; real_phone: string; masked_phone: string }[];
};

/** Reads the tables that there are, all as of one moment. */
export async function readLegacy(sql: postgres.Sql): Promise<Legacy> {
  return await sql.begin("isolation level repeatable read read only", async (tx) => {
    const rows = async <Row>(table: string, columns: string, where = "true"): Promise<Row[]> => {
      const [found] = await tx`select to_regclass(${table}) is not null as exists`;
      if (!found!.exists) return [];
      return [
        ...await tx.unsafe<(Row & postgres.Row)[]>(
          `select ${columns} from ${table} where ${where} order by 1`,
        ),
      ];
    };
    return {
      rateLimits: await rows(
        "rate_limits",
        "id, count, window_start::text, created_at, updated_at",
        "id like 'phone:%'",
      ),
      userNumbers: await rows(
        "user_phone_numbers",
        "user_id, phone_number, encrypted_phone_number, coalesce(verified, false) as verified, updated_at",
      ),
      maskedPhones: await rows("masked_phones", "client_id::text, real_phone, masked_phone"),
    };
  });
}
