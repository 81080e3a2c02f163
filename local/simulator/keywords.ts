const STOP = new Set([
  "STOP",
  "UNSUBSCRIBE",
  "END",
  "QUIT",
  "STOPALL",
  "REVOKE",
  "OPTOUT",
  "CANCEL",
]);
const START = new Set(["START", "YES", "UNSTOP"]);
const HELP = new Set(["HELP", "INFO"]);

/** What Twilio itself hears in a text to a long code: its default words, as the whole message (docs: advanced-opt-out). */
export function keywordOf(body: string): "stop" | "start" | "help" | null {
  const word = body.trim().toUpperCase();
  return STOP.has(word) ? "stop" : START.has(word) ? "start" : HELP.has(word) ? "help" : null;
}

/** What Twilio answers by itself. */
export const ANSWERS = {
  stop:
    "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
  start:
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe.",
  help: "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
};
