// Generated from docs/openapi.json by "deno task gen:client".

/** @description A number at which a user reaches one of the user's clients. */
export type ClientPhone = {
  client_id: string;
  /** @description A phone number in E.164. */
  masked_phone: string;
  /** Format: uuid */
  conversation_id: string;
  /** Format: date-time */
  created_at: string;
};

export type NewClientPhone = {
  /** @description The client's number. */
  phone: string;
  /** @description What the others know this person by: 1 to 32 characters, a letter or a digit among them. */
  label?: string;
  /**
   * Format: uuid
   * @description Whose client it is; for the service only.
   */
  owner_user_id?: string;
};
