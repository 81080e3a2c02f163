import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import { createApp } from "../_shared/http/app.ts";
import { sweep } from "./sweep.ts";

/** `POST /expire-conversations` (service): all that has to happen without anybody asking for it. Two runs at once do no harm. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return createApp("expire-conversations", {
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
  }, deps.log);
}
