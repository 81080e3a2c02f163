// Generated from docs/openapi.json by "deno task gen:client".

/** @description With it the participant may call from any phone. Shown this once. */
export type Pin = {
  pin: string;
};

export type NewParticipant = {
  /**
   * Format: uuid
   * @description Represented by the number that the user verified last.
   */
  user_id?: string;
  /** @description As people write it; without a country code the default countries are tried. */
  phone?: string;
  /** @description What the others know this person by: 1 to 32 characters, a letter or a digit among them. */
  label?: string;
  /** @description The pool number that this person is to get; for the service only. */
  proxy_number?: string;
  /**
   * @description Numbers of the participant's country, also of the area code, its overlays or a radius, or of any country.
   * @default country
   * @enum {string}
   */
  geo_match?: "country" | "prefer_area_code" | "area_code" | "overlay" | "radius" | "any";
  /**
   * @description With geo_match radius: how far an area code may lie from the participant's.
   * @default 100
   */
  geo_radius_km?: number;
};

export type ParticipantChanges = {
  /** @description The phone to which the seat moves. */
  phone: string;
};
