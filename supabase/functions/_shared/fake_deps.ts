import type { Carrier } from "./carrier/carrier.ts";
import { fakeCarriers } from "./carrier/fake_carriers.ts";
import type { VoiceCarrier } from "./carrier/voice_carrier.ts";
import { fakeSql, type SqlCall } from "./db/fake_sql.ts";
import type { Deps } from "./deps.ts";
import { readEnv } from "./env.ts";
import type { LogFields } from "./log.ts";
import { createMediaStore, type MediaStore } from "./media/media_store.ts";
import { createKeyRing } from "./privacy/key_ring.ts";
import { createQuietUntil } from "./quiet_hours/create_quiet_until.ts";
import { TEST_SETTINGS } from "./test_settings.ts";

/** For tests: dependencies with real keys, a database and a carrier that answer as told, and all that was logged. */
export async function fakeDeps(
  options: {
    settings?: Record<string, string>;
    sql?: (call: SqlCall) => object[] | Error;
    carrier?: Partial<Carrier>;
    media?: Partial<MediaStore>;
    voice?: Partial<VoiceCarrier>;
  } = {},
) {
  const env = readEnv({ ...TEST_SETTINGS, ...options.settings });
  const { sql, calls } = fakeSql(options.sql);
  const keys = await createKeyRing({
    current: env.PHONE_ENCRYPTION_KEY,
    previous: env.PHONE_ENCRYPTION_KEY_PREVIOUS,
  });
  const lines: [event: string, fields: LogFields][] = [];
  const work: Promise<unknown>[] = [];
  const deps: Deps = {
    env,
    sql,
    carriers: fakeCarriers(options.carrier ?? {}),
    media: { ...createMediaStore(env), ...options.media },
    voice: () => Promise.resolve((options.voice ?? {}) as VoiceCarrier),
    keys: () => Promise.resolve(keys),
    log: (event, fields = {}) => void lines.push([event, fields]),
    background: (promise) => void work.push(promise),
    publicFunctionsUrl: env.PUBLIC_FUNCTIONS_URL,
    quietUntil: createQuietUntil(env.QUIET_HOURS),
  };
  return { deps, keys, calls, lines, inBackground: () => Promise.all(work) };
}
