import { randomText } from "./random_text.ts";

/** The keys that go on the `apikey` header: the browser's and the backend's. */
export type ApiKeys = { publishable: string; secret: string };

/** New keys in the form of a Supabase project's. */
export function createApiKeys(): ApiKeys {
  return {
    publishable: `sb_publishable_${randomText(22)}_${randomText(8)}`,
    secret: `sb_secret_${randomText(22)}_${randomText(8)}`,
  };
}
