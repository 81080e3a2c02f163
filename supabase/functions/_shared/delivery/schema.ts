import * as z from "zod";

/** Query of `GET /masking/failures`: how far back. */
export const failuresQuery = z.strictObject({
  hours: z.coerce.number({ error: "must be a number" }).int().min(1).max(720).default(24),
});
