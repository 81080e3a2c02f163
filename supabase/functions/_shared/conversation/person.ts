/** Somebody who gets a seat, as `masking.create_conversation` takes it once `masking.known_hashes` has seen it. */
export type Person = {
  user_id: string | null;
  label: string | null;
  phone_hash: string;
  phone_encrypted: string;
  country_code: string;
  area_code: string | null;
  /** The pool number that this person is to have, and no other. */
  proxy_number?: string | null;
};
