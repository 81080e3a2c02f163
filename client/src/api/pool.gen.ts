// Generated from docs/openapi.json by "deno task gen:client".

/** @description A carrier number that we own and lend. */
export type PoolNumber = {
  /** @description A phone number in E.164. */
  number: string;
  /** @enum {string} */
  provider: "twilio" | "plivo";
  /** @description The carrier's id of the number. */
  provider_sid: string | null;
  country_code: string;
  area_code: string | null;
  sms: boolean;
  mms: boolean;
  voice: boolean;
  segments_per_second: number;
  /** @description Lent only to who names it. */
  reserved: boolean;
  /** @enum {string} */
  status: "active" | "draining" | "retired";
  /** Format: date-time */
  created_at: string;
  /** Format: date-time */
  updated_at: string;
  release_requested_at: string | null;
  released_at: string | null;
  /** @description Since when the carrier sends nothing from it. */
  bad_since: string | null;
  /** @description What the carrier said. */
  bad_code: string | null;
};

/** @description Numbers of the pool. */
export type PoolNumbers = {
  numbers: PoolNumber[];
};

export type NewPoolNumbers = {
  /** @description 1 to 1,000 numbers. */
  numbers: {
    /** @description E.164; country and area code are taken from it. */
    number: string;
    /**
     * @description Its carrier, whose credentials must be set.
     * @default twilio
     * @enum {string}
     */
    provider?: "twilio" | "plivo";
    /**
     * @description The carrier's id of the number.
     * @default null
     */
    provider_sid?: string | null;
    /**
     * @description Whether it can text.
     * @default true
     */
    sms?: boolean;
    /**
     * @description Whether it can send pictures.
     * @default true
     */
    mms?: boolean;
    /** @description Whether it can call; unset: true, of Plivo's false. */
    voice?: boolean;
    /**
     * @description What the carrier takes from it.
     * @default 1
     */
    segments_per_second?: number;
    /** @description Lent only to whom it is named for, as proxy_number; unset: as it was. */
    reserved?: boolean;
  }[];
};

export type PoolNumberChanges = {
  /**
   * @description draining: not lent any more, relays on. active: lent.
   * @enum {string}
   */
  status: "active" | "draining";
};

/** @description Numbers, bindings, capacity and forecast by country. */
export type PoolReport = {
  countries: PoolCountry[];
};

/** @description The numbers of one country. */
export type PoolCountry = {
  country_code: string;
  active: number;
  draining: number;
  retired: number;
  /** @description Numbers from which the carrier sends nothing. */
  bad: number;
  /** @description Live and cooling ones. */
  bindings_held: number;
  /** @description The most that one person holds. */
  busiest_person_holds: number;
  capacity_left: number;
  /** @description In a week, if it grows as in the last one. */
  numbers_needed: number;
  numbers_to_buy: number;
  /** @description Seats that wait to be moved to another number. */
  live_on_draining: number;
  /** @description Numbers that go back to the carrier once nobody holds them. */
  to_release: number;
};

/** @description The load of the pool over time, the last point now. */
export type PoolHistory = {
  countries: {
    country_code: string;
    points: PoolMoment[];
  }[];
};

/** @description The load of the numbers of one country at one time. */
export type PoolMoment = {
  /** Format: date-time */
  at: string;
  active: number;
  bindings_held: number;
  busiest_person_holds: number;
  capacity_left: number;
};

export type ReplacementRequest = {
  /**
   * @description As when a conversation is created, measured by the old number.
   * @default country
   * @enum {string}
   */
  geo_match?: "country" | "prefer_area_code" | "area_code" | "overlay" | "radius" | "any";
  /**
   * @description With geo_match radius: how far an area code may lie from the participant's.
   * @default 100
   */
  geo_radius_km?: number;
  /**
   * @description How long the old number leads to the seats; null: as long as the cooldown.
   * @default null
   */
  overlap_seconds?: number | null;
  /**
   * @description Whether the number goes back to the carrier when the overlap is over.
   * @default false
   */
  release?: boolean;
  /**
   * @description after of the answer before.
   * @default null
   */
  after?: string | null;
};

/** @description What was moved off a number. */
export type Replacement = {
  /** @description A phone number in E.164. */
  number: string;
  /** @enum {string} */
  status: "active" | "draining" | "retired";
  /** @description Conversations that are on other numbers now. */
  moved: number;
  /** @description Conversations for which every number is taken. */
  not_moved: string[];
  conversations_left: number;
  /** @description Call it again with after. */
  more: boolean;
  after: string | null;
};
