import type { Row } from "../db/rows.ts";

/** A legal hold as the API shows it. */
export type LegalHold = Omit<Row<"legal_holds">, "phone_hash">;
