/**
 * A stranger's text that is ours to ask the app about for 60 seconds, as `masking.lease_strangers` gives it. `is_seated`: whoever sent it
 * has been connected at this number since, and nobody need be asked.
 */
export type StrangerAsk = {
  message_id: string;
  attempt: number;
  number: string;
  phone_encrypted: string;
  provider_sid: string;
  created_at: string;
  is_seated: boolean;
};
