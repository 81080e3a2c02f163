import type { Deps } from "../_shared/deps.ts";
import { createApp, type Routes } from "../_shared/http/app.ts";
import { onDemand } from "../_shared/http/on_demand.ts";
import { addParticipant } from "./add_participant.ts";
import { changeParticipantPhone } from "./change_participant_phone.ts";
import { countOptOuts } from "./count_opt_outs.ts";
import { createClientPhone } from "./create_client_phone.ts";
import { createConversation } from "./create_conversation.ts";
import { createPin } from "./create_pin.ts";
import { deleteClientPhone } from "./delete_client_phone.ts";
import { deleteConversation } from "./delete_conversation.ts";
import { deletePin } from "./delete_pin.ts";
import { dropHeldMessage } from "./drop_held_message.ts";
import { getClientPhone } from "./get_client_phone.ts";
import { getConversation } from "./get_conversation.ts";
import { getFailures } from "./get_failures.ts";
import { getHealth } from "./get_health.ts";
import { getKeys } from "./get_keys.ts";
import { getPool } from "./get_pool.ts";
import { getPoolHistory } from "./get_pool_history.ts";
import { getRecording } from "./get_recording.ts";
import { getTotals } from "./get_totals.ts";
import { importNumbers } from "./import_numbers.ts";
import { liftBlock } from "./lift_block.ts";
import { liftFreeze } from "./lift_freeze.ts";
import { liftLegalHold } from "./lift_legal_hold.ts";
import { liftOptOut } from "./lift_opt_out.ts";
import { listAccess } from "./list_access.ts";
import { listCalls } from "./list_calls.ts";
import { listConversations } from "./list_conversations.ts";
import { listEvents } from "./list_events.ts";
import { listHeldMessages } from "./list_held_messages.ts";
import { listLegalHolds } from "./list_legal_holds.ts";
import { listMessages } from "./list_messages.ts";
import { listOptOuts } from "./list_opt_outs.ts";
import { lookUpOptOut } from "./look_up_opt_out.ts";
import { openMedia } from "./open_media.ts";
import { placeLegalHold } from "./place_legal_hold.ts";
import { postMessage } from "./post_message.ts";
import { releaseHeldMessage } from "./release_held_message.ts";
import { releaseNumber } from "./release_number.ts";
import { removeParticipant } from "./remove_participant.ts";
import { replayEvents } from "./replay_events.ts";
import { retireNumber } from "./retire_number.ts";
import { startCall } from "./start_call.ts";
import { updateConversation } from "./update_conversation.ts";
import { updateNumber } from "./update_number.ts";

/** `/masking`: conversations, their participants, messages and calls, media, clients' masked phones, opt-outs, events, one person's data, the pool, the keys. */
export function routes(deps: Deps): Routes {
  return {
    "/conversations": { GET: listConversations(deps), POST: createConversation(deps) },
    "/conversations/:id": {
      GET: getConversation(deps),
      PATCH: updateConversation(deps),
      DELETE: deleteConversation(deps),
    },
    "/conversations/:id/participants": { POST: addParticipant(deps) },
    "/conversations/:id/participants/:participant_id": {
      PATCH: changeParticipantPhone(deps),
      DELETE: removeParticipant(deps),
    },
    "/conversations/:id/participants/:participant_id/pin": {
      POST: createPin(deps),
      DELETE: deletePin(deps),
    },
    "/conversations/:id/calls": { GET: listCalls(deps), POST: startCall(deps) },
    "/conversations/:id/calls/:call_id/recording": { GET: getRecording(deps) },
    "/conversations/:id/totals": { GET: getTotals(deps) },
    "/conversations/:id/messages": { GET: listMessages(deps), POST: postMessage(deps) },
    "/conversations/:id/block": { DELETE: liftBlock(deps) },
    "/conversations/:id/freeze": { DELETE: liftFreeze(deps) },
    "/held-messages": { GET: listHeldMessages(deps) },
    "/held-messages/:id": { DELETE: dropHeldMessage(deps) },
    "/held-messages/:id/release": { POST: releaseHeldMessage(deps) },
    "/opt-outs": { GET: listOptOuts(deps) },
    "/opt-outs/counts": { GET: countOptOuts(deps) },
    "/opt-outs/lookup": { POST: lookUpOptOut(deps) },
    "/opt-outs/:id": { DELETE: liftOptOut(deps) },
    "/clients/:client_id/masked-phone": {
      GET: getClientPhone(deps),
      POST: createClientPhone(deps),
      DELETE: deleteClientPhone(deps),
    },
    "/events": { GET: listEvents(deps) },
    "/events/replay": { POST: replayEvents(deps) },
    "/media/:token": { GET: openMedia(deps) },
    "/people/export": {
      POST: onDemand(async () => (await import("./export_person.ts")).exportPerson(deps)),
    },
    "/people/erase": {
      POST: onDemand(async () => (await import("./erase_person.ts")).erasePerson(deps)),
    },
    "/legal-holds": { GET: listLegalHolds(deps), POST: placeLegalHold(deps) },
    "/legal-holds/:id": { DELETE: liftLegalHold(deps) },
    "/audit": { GET: listAccess(deps) },
    "/health": { GET: getHealth(deps) },
    "/failures": { GET: getFailures(deps) },
    "/keys": { GET: getKeys(deps) },
    "/keys/rotate": {
      POST: onDemand(async () => (await import("./rotate_keys.ts")).rotateKeys(deps)),
    },
    "/pool": { GET: getPool(deps) },
    "/pool/history": { GET: getPoolHistory(deps) },
    "/pool/numbers": { POST: importNumbers(deps) },
    "/pool/numbers/:number": { PATCH: updateNumber(deps), DELETE: retireNumber(deps) },
    "/pool/numbers/:number/replace": {
      POST: onDemand(async () => (await import("./replace_number.ts")).replaceNumber(deps)),
    },
    "/pool/numbers/:number/release": { POST: releaseNumber(deps) },
    "/pool/purchases": {
      POST: onDemand(async () => (await import("./purchase_numbers.ts")).purchaseNumbers(deps)),
    },
    "/pool/sync": { POST: onDemand(async () => (await import("./sync_pool.ts")).syncPool(deps)) },
  };
}

/** Answers the routes. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return createApp("masking", routes(deps), deps.log);
}
