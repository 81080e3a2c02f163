import * as z from "zod";
import { labelKey } from "./label_key.ts";
import { tellsHowToReach } from "./tells_how_to_reach.ts";

/** With the colon and the space behind it `LONGEST_PREFIX`. */
const LONGEST_LABEL = 32;

/** What the others know a participant by: nothing that tells how to reach the person, and something that can be texted after an @. */
export const label = z.string().normalize("NFC").trim()
  .transform((text) => text.replace(/\s+/g, " "))
  .pipe(
    z.string().min(1).max(LONGEST_LABEL, { abort: true })
      .refine((text) => labelKey(text) !== "", "must hold a letter or a digit")
      .refine(
        (text) => !tellsHowToReach(text),
        "must not hold a phone number, an e-mail address, a user name or a link",
      ),
  );
