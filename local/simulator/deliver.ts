import { isPlivos } from "./plivo/is_plivos.ts";
import { postPlivo } from "./plivo/post_plivo.ts";
import { plivoStatusParams } from "./plivo/webhook_params.ts";
import { postSigned } from "./post_signed.ts";
import { receive } from "./receive.ts";
import { inBackground, type Message, pause, show, type State } from "./state.ts";

const MILLISECONDS_BETWEEN_STATUSES = 3;

/** Carries an accepted message to its phone, or to the webhook when the recipient is a number of the account, and reports its statuses. */
export function deliver(state: State, message: Message): void {
  const undelivered = state.faults.strikes("undelivered");
  const silent = state.faults.strikes("lose_status");
  const statuses = [
    ...(message.messagingServiceSid ? ["queued"] : []),
    "sent",
    undelivered ? "undelivered" : "delivered",
  ];
  if (!undelivered) {
    if (state.numbers.has(message.to)) {
      receive(state, {
        from: message.from,
        to: message.to,
        body: message.body,
        media: message.media,
      });
    } else show(state, message.to, message, "in");
  }
  // There is no callback for the status that the create call answered (docs: track-outbound-message-status).
  const reports = statuses.flatMap((status) =>
    state.faults.strikes("repeat_webhook") ? [status, status] : [status]
  );
  if (state.faults.settings.shuffle_status) shuffle(reports, state.faults.random);

  inBackground(
    state,
    (async () => {
      for (const status of reports) {
        await pause(state, MILLISECONDS_BETWEEN_STATUSES);
        message.statuses.push(status);
        if (message.status !== "delivered" && message.status !== "undelivered") {
          message.status = status;
        }
        message.sentAt ??= new Date();
        if (status === "undelivered") message.errorCode = 30003;
        if (!message.statusCallback || silent || state.closing.signal.aborted) continue;
        if (isPlivos(state, message)) {
          await postPlivo(state, message.statusCallback, plivoStatusParams(message, status));
          continue;
        }
        await postSigned(state, message.statusCallback, [
          ...(status === "undelivered" ? [["ErrorCode", "30003"] as [string, string]] : []),
          ["ApiVersion", "2010-04-01"],
          ["MessageStatus", status],
          ["SmsSid", message.sid],
          ["SmsStatus", status],
          ["To", message.to],
          ["From", message.from],
          ["MessageSid", message.sid],
          ["AccountSid", state.accountSid],
        ]);
      }
    })(),
  );
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
}
