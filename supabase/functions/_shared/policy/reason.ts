import * as z from "zod";

/** Why a hook says no, of letters alone: it can hold no number, and hardly anything personal. */
const codeWord = z.string().max(64).regex(/^[a-z]+(?:_[a-z]+)*$/);

/** What says no for a reason that cannot be kept still says no: `other`. */
export const reason = codeWord.nullable().default(null).catch("other");
