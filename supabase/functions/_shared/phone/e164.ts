/** A phone number that has been parsed: `+`, country code and subscriber number, at most 15 digits (ITU-T E.164). */
export type E164 = string & { readonly __brand: "E164" };
