import type { Deps } from "../_shared/deps.ts";
import { createApp, type Routes } from "../_shared/http/app.ts";
import { listPhoneNumbers } from "./list_phone_numbers.ts";
import { requestCode } from "./request_code.ts";
import { unlinkPhoneNumber } from "./unlink_phone_number.ts";
import { verifyCode } from "./verify_code.ts";

/** `/phone-numbers`: the numbers of a signed-in user, proved by a code. */
export function routes(deps: Deps): Routes {
  return {
    "": { GET: listPhoneNumbers(deps), POST: requestCode(deps) },
    "/verify": { POST: verifyCode(deps) },
    "/:id": { DELETE: unlinkPhoneNumber(deps) },
  };
}

/** Answers the routes. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return createApp("phone-numbers", routes(deps), deps.log);
}
