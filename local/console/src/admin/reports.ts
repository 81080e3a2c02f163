/** One country of `GET /masking/pool`. */
export type PoolCountry = {
  country_code: string;
  active: number;
  draining: number;
  bindings_held: number;
  busiest_person_holds: number;
  capacity_left: number;
  numbers_needed: number;
  numbers_to_buy: number;
};

/** One point of `GET /masking/pool/history`. */
export type PoolPoint = {
  at: string;
  active: number;
  bindings_held: number;
  busiest_person_holds: number;
  capacity_left: number;
};
export type PoolHistory = { countries: { country_code: string; points: PoolPoint[] }[] };

/** `GET /masking/health`, as far as it is shown. */
export type Health = {
  queue_depth: number;
  oldest_waiting_seconds: number;
  failures_last_hour: number;
};

/** `GET /masking/failures` */
export type Failures = {
  failed: { status: string; error_code: string | null; count: number; last_at: string }[];
  waiting: { status: string; error_code: string | null; count: number; oldest_at: string }[];
};

/** `GET /masking/opt-outs/counts` */
export type OptOutCounts = {
  total: number;
  last_week: number;
  by_source: Record<"keyword" | "carrier" | "api", number>;
};

/** All that the top of the admin view shows, of one moment. */
export type Reports = {
  pool: { countries: PoolCountry[] };
  history: PoolHistory;
  lastWeek: PoolHistory;
  health: Health;
  failures: Failures;
  optOuts: OptOutCounts;
};
