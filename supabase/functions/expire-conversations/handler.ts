import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import { createApp, type Routes } from "../_shared/http/app.ts";
import { sweep } from "./sweep.ts";

/** `POST /expire-conversations` (service): all that has to happen without anybody asking for it. Two runs at once do no harm. */
export function routes(deps: Deps): Routes {
  return {
    "": {
      POST: async (context) => {
        await authenticate(context.req.raw, deps.env, ["service"]);
        // What is claimed under a wrong key could not be sent.
        await deps.keys();
        const swept = await sweep(deps, context.get("requestId"));
        deps.log("sweep", { request_id: context.get("requestId"), count: swept.resent });
        return context.json(swept);
      },
    },
  };
}

/** Answers the routes. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return createApp("expire-conversations", routes(deps), deps.log);
}
