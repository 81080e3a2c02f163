// Generated from docs/openapi.json by "deno task gen:client".

export type SendSmsRequest = {
  /**
   * @description What is wanted.
   * @constant
   */
  action: "send";
  /** @description The text. */
  payload: {
    /** @description The recipient. */
    to: string;
    /** @description One of the configured senders. */
    from: string;
    /** @description The words; of a magic link exactly one link. */
    body: string;
  };
} | {
  /**
   * @description What is wanted.
   * @constant
   */
  action: "health";
};

export type SendSmsAnswer = SentText | ServiceHealth;

/** @description A text that the carrier took. */
export type SentText = {
  /** @description The carrier's id of the text. */
  sid: string;
  /** @description The carrier's word for what it does with it now. */
  status: string;
};

/** @description What works. */
export type ServiceHealth = {
  /** @enum {string} */
  status: "ok" | "failing";
  checks: {
    carrier: boolean;
    database: boolean;
    encryption_key: boolean;
  };
};
