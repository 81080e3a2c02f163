import { endOfQuiet, type QuietHours } from "./end_of_quiet.ts";

/** Until when a number is not to be texted at that time; null when it may be. */
export type QuietUntil = (phone: string, at: Date) => Promise<Date | null>;

/** Quiet hours where the recipients are, by their numbers; without any everybody may be texted, and the table of zones is not loaded. */
export function createQuietUntil(hours: QuietHours | undefined): QuietUntil {
  return async (phone, at) => {
    if (!hours) return null;
    const { timeZonesOf } = await import("./time_zones_of.ts");
    return endOfQuiet(timeZonesOf(phone), hours, at);
  };
}
