import * as z from "zod";
import { tellsHowToReach } from "./tells_how_to_reach.ts";

/** What a caller is told before anybody is rung: words that can be spoken, and nothing that tells how to reach somebody. */
export const announcement = z.string().normalize("NFC").trim()
  .transform((text) => text.replace(/\s+/g, " "))
  .pipe(
    z.string().min(1).max(200, { abort: true })
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not hold control characters")
      .refine(
        (text) => !tellsHowToReach(text),
        "must not hold a phone number, an e-mail address, a user name or a link",
      ),
  );
