/** The URLs that a number's texts and calls, and the end of each call to it, are to be told to. */
export type NumberWebhooks = { sms: string; voice: string; callStatus: string };

/** A number of the account. `differs`: which of its settings are not as we need them. */
export type AccountNumber = {
  sid: string;
  number: string;
  sms: boolean;
  mms: boolean;
  voice: boolean;
  differs: ("sms_webhook" | "voice_webhook" | "call_status_webhook")[];
};

/** Which numbers to look for. */
export type NumberSearch = {
  countryCode: string;
  areaCode?: string | undefined;
  capabilities: readonly ("sms" | "mms" | "voice")[];
  maxCount: number;
};

/** Numbers that can be bought now, and what each of them costs a month in the account's currency. */
export type NumberOffer = { numbers: string[]; monthlyCost: number; currency: string };

/** The part of a carrier's adapter that buys and keeps numbers; every function throws when the carrier does not do it or cannot be asked. */
export type CarrierNumbers = {
  /** Local numbers for which the carrier wants no address of ours. */
  search(search: NumberSearch): Promise<NumberOffer>;
  /** Buys this very number; the same when the account has it already. Null when it is not to be had. */
  buy(number: string, webhooks: NumberWebhooks): Promise<AccountNumber | null>;
  /** All numbers of the account, compared with where their texts and calls are to go. */
  list(webhooks: NumberWebhooks): Promise<AccountNumber[]>;
  /** Makes the number's texts and calls go there, and nowhere else. */
  configure(sid: string, webhooks: NumberWebhooks): Promise<void>;
  /** Gives the number back. Done as well when the account does not have it, or, where its id is known, has bought it anew since. */
  release(number: string, sid: string | null): Promise<void>;
};
