// Generated from docs/openapi.json by "deno task gen:client".

/** @description One of a user's own numbers. */
export type PhoneNumber = {
  /** Format: uuid */
  id: string;
  /** @description A phone number in E.164. */
  phone: string;
  /** @description Null until the code was told. */
  verified_at: string | null;
  /** Format: date-time */
  created_at: string;
};

/** @description All of the caller's own, newest first. */
export type PhoneNumbers = {
  phone_numbers: PhoneNumber[];
};

/** @description A number for which a code is on its way. */
export type RequestedCode = {
  /** Format: uuid */
  id: string;
  /** @description A phone number in E.164. */
  phone: string;
  /** @description Null until the code was told. */
  verified_at: string | null;
  /** Format: date-time */
  created_at: string;
  /** Format: date-time */
  code_expires_at: string;
};

/** @description A number that is the caller's, and nobody else's. */
export type VerifiedNumber = {
  /** Format: uuid */
  id: string;
  /** @description A phone number in E.164. */
  phone: string;
  /** Format: date-time */
  verified_at: string;
  /** Format: date-time */
  created_at: string;
  moved_conversations: number;
};

export type CodeRequest = {
  /** @description As people write it; without a country code the default countries are tried. */
  phone: string;
};

export type Verification = {
  /** @description As people write it; without a country code the default countries are tried. */
  phone: string;
  /** @description The six digits that were texted. */
  code: string;
  /**
   * @description Whether the user's seats in live conversations move to this number.
   * @default false
   */
  move_conversations?: boolean;
};
