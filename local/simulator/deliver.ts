import { takeMedia } from "./media.ts";
import { isPlivos } from "./plivo/is_plivos.ts";
import { postPlivo } from "./plivo/post_plivo.ts";
import { plivoStatusParams } from "./plivo/webhook_params.ts";
import { postSigned } from "./post_signed.ts";
import { receive } from "./receive.ts";
import { inBackground, type Message, pause, type PhoneMedia, show, type State } from "./state.ts";

const MILLISECONDS_BETWEEN_STATUSES = 3;

/** Twilio's codes (docs: api/errors) for a phone that is not there, and for media that could not be had. */
const UNREACHABLE = 30003;
const MEDIA_FAILED = 63019;

/** Carries an accepted message to its phone, or to the webhook when the recipient is a number of the account, and reports its statuses. */
export function deliver(state: State, message: Message): void {
  const undelivered = state.faults.strikes("undelivered");
  const silent = state.faults.strikes("lose_status");
  const queued = message.messagingServiceSid ? ["queued"] : [];
  const arrive = (media: PhoneMedia[]) => {
    const { from, to, body } = message;
    if (undelivered) return;
    if (state.numbers.has(to)) receive(state, { from, to, body, media });
    else show(state, to, message, "in", media);
  };
  const statuses = [...queued, "sent", undelivered ? "undelivered" : "delivered"];
  if (message.media.length === 0) {
    arrive([]);
    report(state, message, { statuses, error: undelivered ? UNREACHABLE : null, silent });
    return;
  }
  inBackground(
    state,
    takeMedia(state, message).then((media) => {
      if (media) arrive(media);
      report(
        state,
        message,
        media
          ? { statuses, error: undelivered ? UNREACHABLE : null, silent }
          : { statuses: [...queued, "failed"], error: MEDIA_FAILED, silent },
      );
    }),
  );
}

function report(
  state: State,
  message: Message,
  end: { statuses: string[]; error: number | null; silent: boolean },
): void {
  // There is no callback for the status that the create call answered (docs: track-outbound-message-status).
  const reports = end.statuses.flatMap((status) =>
    state.faults.strikes("repeat_webhook") ? [status, status] : [status]
  );
  if (state.faults.settings.shuffle_status) shuffle(reports, state.faults.random);

  inBackground(
    state,
    (async () => {
      for (const status of reports) {
        await pause(state, MILLISECONDS_BETWEEN_STATUSES);
        const error = status === end.statuses.at(-1) ? end.error : null;
        message.statuses.push(status);
        if (message.status !== "delivered" && message.status !== "undelivered") {
          message.status = status;
        }
        message.sentAt ??= new Date();
        message.errorCode ??= error;
        if (!message.statusCallback || end.silent || state.closing.signal.aborted) continue;
        if (isPlivos(state, message)) {
          await postPlivo(state, message.statusCallback, plivoStatusParams(message, status));
          continue;
        }
        await postSigned(state, message.statusCallback, [
          ...(error === null ? [] : [["ErrorCode", String(error)] as [string, string]]),
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
