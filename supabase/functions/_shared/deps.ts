import { type Carriers, createCarriers } from "./carrier/create_carriers.ts";
import type { VoiceCarrier } from "./carrier/voice_carrier.ts";
import { connect, type Sql } from "./db/connect.ts";
import type { Env } from "./env.ts";
import { tellAfterwards } from "./events/tell_afterwards.ts";
import { type Background, background } from "./http/background.ts";
import { createLog, type Log } from "./log.ts";
import { createMediaStore, type MediaStore } from "./media/media_store.ts";
import type { KeyRing } from "./privacy/key_ring.ts";
import { openKeyRing } from "./privacy/open_key_ring.ts";
import { createQuietUntil, type QuietUntil } from "./quiet_hours/create_quiet_until.ts";

/** What a function's handler works with. Nothing is opened before its first use. */
export type Deps = {
  env: Env;
  sql: Sql;
  carriers: Carriers;
  media: MediaStore;
  /** The carrier's calls, loaded on first use. */
  voice: () => Promise<VoiceCarrier>;
  keys: () => Promise<KeyRing>;
  log: Log;
  background: Background;
  publicFunctionsUrl: string;
  quietUntil: QuietUntil;
};

/** The real dependencies of one function. */
export function createDeps(functionName: string, env: Env): Deps {
  const sql = connect(env.MASKLINE_DB_URL);
  const log = createLog(functionName);
  let keys: Promise<KeyRing> | undefined;
  let voice: Promise<VoiceCarrier> | undefined;
  return {
    env,
    sql,
    carriers: createCarriers(env),
    media: createMediaStore(env),
    voice: () =>
      voice ??= import("./carrier/twilio/create_twilio_voice.ts").then((module) =>
        module.createTwilioVoice(env)
      ),
    keys: () =>
      keys ??= openKeyRing(sql, {
        current: env.PHONE_ENCRYPTION_KEY,
        previous: env.PHONE_ENCRYPTION_KEY_PREVIOUS,
      }, env.EVENTS_WEBHOOK_URL !== undefined).catch((error) => {
        // The next request asks again: the database may be back, or another key be declared lost.
        keys = undefined;
        throw error;
      }),
    log,
    background: tellAfterwards({ env, sql, log }, background),
    publicFunctionsUrl: env.PUBLIC_FUNCTIONS_URL,
    quietUntil: createQuietUntil(env.QUIET_HOURS),
  };
}
