import { createDeps } from "../_shared/deps.ts";
import { readEnv } from "../_shared/env.ts";
import { tellingOfRequests } from "../_shared/events/telling_of_requests.ts";
import { createHandler } from "./handler.ts";

const deps = createDeps("voice-webhook", readEnv());

export default { fetch: tellingOfRequests(deps, createHandler(deps)) };
