import type { Deps } from "../_shared/deps.ts";
import { createApp, type Routes } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { authHook } from "./auth_hook.ts";
import { checkHealth } from "./check_health.ts";
import { actionInput } from "./schema.ts";
import { send } from "./send.ts";

/** `POST /send-sms` with an action, and `POST /send-sms/auth-hook`. */
export function routes(deps: Deps): Routes {
  return {
    "": {
      POST: async (context) => {
        const input = await readJson(context.req.raw, actionInput);
        return input.action === "health"
          ? await checkHealth(deps, context)
          : await send(deps, context, input.payload);
      },
    },
    "/auth-hook": { POST: authHook(deps) },
  };
}

/** Answers the routes. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return createApp("send-sms", routes(deps), deps.log);
}
