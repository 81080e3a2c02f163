// Generated from docs/openapi.json by "deno task gen:client".

export type PurchaseRequest = {
  /** @description ISO 3166. */
  country_code: string;
  /** @description Three digits, for the US and Canada. */
  area_code?: string;
  /**
   * @description What each number must be able to do.
   * @default [
   *       "sms",
   *       "mms",
   *       "voice"
   *     ]
   */
  capabilities?: ("sms" | "mms" | "voice")[];
  /** @description How many. */
  count: number;
  /** @description For all numbers together, in the currency of the account. */
  max_monthly_cost: number;
  /**
   * @description Say what would be done, and do nothing.
   * @default true
   */
  dry_run?: boolean;
};

/** @description What was bought, or would be. */
export type Purchase = {
  dry_run: boolean;
  /** @description Null for a dry run. */
  id: string | null;
  count: number;
  max_monthly_cost: number;
  monthly_cost: number;
  currency: string | null;
  /** @description How many the budget did not allow or the carrier did not have. */
  missing: number;
  numbers: NumberOrder[];
};

/** @description A number of a purchase. */
export type NumberOrder = {
  /** @description A phone number in E.164. */
  number: string;
  monthly_cost: number;
  /** @enum {string} */
  status: "planned" | "bought";
};

export type SyncRequest = {
  /**
   * @description Say what would be done, and do nothing.
   * @default true
   */
  dry_run?: boolean;
  /**
   * @description The rest of the account joins the pool too.
   * @default false
   */
  import?: boolean;
  /**
   * @description Changes in one call.
   * @default 25
   */
  max_count?: number;
  /**
   * @description after of the answer before.
   * @default null
   */
  after?: string | null;
};

/** @description How the carrier account and the pool differ. */
export type PoolSync = {
  dry_run: boolean;
  changes: SyncChange[];
  /** @description Could not be changed; the log says why. */
  failed: string[];
  /** @description In the pool but not in the account. */
  missing: string[];
  /** @description Of the missing ones those that are lent no more from now on; the sweep moves their conversations. */
  drained: string[];
  /** @description Why none of the missing ones is drained: it is more likely another account. */
  not_drained_because: ("account_is_empty" | "most_are_missing") | null;
  /** @description In the account but not in the pool. */
  not_in_pool: string[];
  /** @description Call it again with after. */
  more: boolean;
  after: string | null;
};

/** @description What was, or would be, done about one number of the carrier account. */
export type SyncChange = {
  /** @description A phone number in E.164. */
  number: string;
  /** @enum {string} */
  action: "update" | "import";
  differs:
    ("sms_webhook" | "voice_webhook" | "call_status_webhook" | "provider_sid" | "capabilities")[];
};
