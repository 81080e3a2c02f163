import postgres from "postgres";
import { openKeyRing } from "../../supabase/functions/_shared/privacy/open_key_ring.ts";
import { importMaskedPhones } from "./import_masked_phones.ts";
import { importRateLimits } from "./import_rate_limits.ts";
import { importUserNumbers } from "./import_user_numbers.ts";
import { legacyCipher } from "./legacy_cipher.ts";
import type { ImportOptions } from "./read_import_options.ts";
import { readLegacy } from "./read_legacy.ts";

/** What was done of each kind, and what stands in the way; a row is named by its table and place or id, never by a number. */
export type ImportReport = { lines: string[]; problems: string[]; applied: boolean };

/** What every kind of import works with. */
export type ImportContext = {
  sql: postgres.TransactionSql;
  keys: Awaited<ReturnType<typeof openKeyRing>>;
  open: (stored: string) => Promise<string>;
  options: ImportOptions;
  report: ImportReport;
};

class Undo extends Error {}

/** Does the whole import in one transaction, which is kept only when that is asked for and nothing stands in the way. */
export async function importLegacy(options: ImportOptions): Promise<ImportReport> {
  const connect = (url: string) => postgres(url, { max: 1, onnotice: () => {} });
  const [from, to] = [connect(options.fromUrl), connect(options.toUrl)];
  const report: ImportReport = { lines: [], problems: [], applied: false };
  try {
    const legacy = await reach("--from or LEGACY_DATABASE_URL", readLegacy(from));
    await reach("--to or DATABASE_URL", to`select 1`);
    const keys = await openKeyRing(to, options.secrets);
    const open = await legacyCipher(options.legacySecret);
    await to.begin(async (sql) => {
      const context: ImportContext = { sql, keys, open, options, report };
      await importRateLimits(context, legacy.rateLimits);
      await importUserNumbers(context, legacy.userNumbers);
      await importMaskedPhones(context, legacy.maskedPhones);
      if (!options.apply || report.problems.length > 0) throw new Undo();
    });
    report.applied = true;
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  } finally {
    await Promise.all([from.end({ timeout: 5 }), to.end({ timeout: 5 })]);
  }
  return report;
}

async function reach<T>(setting: string, work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const { message, code } = cause as { message?: string; code?: string };
    throw new Error(`Open the database of ${setting}: ${message || code}`, { cause });
  }
}
