import { createDeps } from "../_shared/deps.ts";
import { readEnv } from "../_shared/env.ts";
import { createHandler } from "./handler.ts";

export default { fetch: createHandler(createDeps("voice-webhook", readEnv())) };
