import * as z from "zod";
import { findLeaks } from "../leak_guard/find_leaks.ts";
import { labelKey } from "./label_key.ts";

/** With the colon and the space behind it `LONGEST_PREFIX`. */
const LONGEST_LABEL = 32;

/** Seven digits and more, however they are spaced, could be somebody's number. */
const LOOKS_LIKE_A_NUMBER = /(?:\d[\s().-]*){7,}/;

/** What the others know a participant by: nothing that tells how to reach the person, and something that can be texted after an @. */
export const label = z.string().normalize("NFC").trim()
  .transform((text) => text.replace(/\s+/g, " "))
  .pipe(
    z.string().min(1).max(LONGEST_LABEL, { abort: true })
      .refine((text) => labelKey(text) !== "", "must hold a letter or a digit")
      .refine(
        (text) => !LOOKS_LIKE_A_NUMBER.test(text) && findLeaks(text).length === 0,
        "must not hold a phone number, an e-mail address, a user name or a link",
      ),
  );
