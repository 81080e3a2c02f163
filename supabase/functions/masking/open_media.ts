import * as z from "zod";
import type { Deps } from "../_shared/deps.ts";
import { AppError } from "../_shared/errors.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";
import { readMediaToken } from "../_shared/media/media_link.ts";

/** Long enough to follow the redirect. */
const LINK_SECONDS = 60;

/** `GET /masking/media/{token}` → 302 to the file: for whoever was texted a link, since pictures cannot be texted everywhere. */
export function openMedia(deps: Deps): Handler {
  return async (context) => {
    const token = readParam(context, "token", z.string().max(100));
    const path = await readMediaToken(await deps.keys(), token, new Date());
    const [url = null] = path === null ? [] : await deps.media.sign([path], LINK_SECONDS);
    if (url === null) {
      throw new AppError("media_not_found", "Open the file: the link has expired or is not whole");
    }
    context.header("cache-control", "no-store");
    context.header("referrer-policy", "no-referrer");
    return context.redirect(url, 302);
  };
}
