import type { AskedSeat } from "./ask.ts";

/** What the policy hook is asked about a call, as `masking.call_question` gives it. No number is in it. */
export type CallQuestion = {
  call_id: string;
  direction: "inbound" | "outbound";
  created_at: string;
  conversation: {
    id: string;
    mode: string;
    friendly_name: string | null;
    metadata: Record<string, unknown>;
  };
  caller: AskedSeat;
  callees: AskedSeat[];
};
