import * as z from "zod";
import { pageQuery } from "../conversation/schema.ts";

/** Query of `GET /masking/held-messages`. */
export const heldMessageQuery = pageQuery.extend({ state: z.enum(["pending", "held"]).optional() });

/** `POST /masking/held-messages/{id}/release`; `body`: what to relay in place of the text. */
export const releaseInput = z.strictObject({ body: z.string().optional() });
