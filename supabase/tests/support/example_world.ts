import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { EXAMPLE } from "../../functions/_shared/openapi/example_values.ts";
import { jpeg } from "../../functions/_shared/media/test_jpeg.ts";
import { linkTo } from "./link_to.ts";
import type { TestStack } from "./test_stack.ts";

/** What stands in the place of an example's values, by these values. */
type Substitutes = Record<string, string>;
/** A text that the policy hook is to hold. */
export const HELD_TEXT = "Buy my old bicycle";

type Made = { id: string; participants: { id: string; proxy_number: string }[] };

/** Makes what the examples of the OpenAPI document speak of, anew for each. `user`: one of the two demo users, signed in. */
export function exampleWorld(stack: TestStack, user: { id: string; authorization: string }) {
  const { service, phones } = stack;
  let count = 0;
  const somebody = () => {
    const area = [646, 212, 312, 503][Math.floor(count / 100)]!;
    return `+1${area}55501${String(count++ % 100).padStart(2, "0")}`;
  };
  const json = async (response: Promise<Response>) => {
    const settled = await response;
    assert.ok(settled.ok, `${settled.url}: ${settled.status}`);
    return await settled.json();
  };
  const asUser = (method: string, path: string, body?: unknown) =>
    json(stack.call(method, path, body, { authorization: user.authorization }));
  const otherUserId = stack.status.users.find(({ id }) => id !== user.id)!.id;

  const conversation = async (more: Record<string, unknown> = {}, rider = somebody()) => {
    const driver = somebody();
    const made: Made = await json(service("POST", "/masking/conversations", {
      participants: [{ phone: driver, label: "Driver" }, { phone: rider, label: "Rider" }],
      mode: "message_and_voice",
      ...more,
    }));
    const [{ id: driverId, proxy_number: proxy }, { id: riderId }] = made.participants as [
      Made["participants"][0],
      Made["participants"][0],
    ];
    return { id: made.id, driver, rider, driverId, riderId, proxy };
  };
  const ofConversation = async (more: Record<string, unknown> = {}): Promise<Substitutes> => {
    const made = await conversation(more);
    return {
      [EXAMPLE.conversationId]: made.id,
      [EXAMPLE.driverId]: made.driverId,
      [EXAMPLE.riderId]: made.riderId,
      [EXAMPLE.driverPhone]: made.driver,
      [EXAMPLE.riderPhone]: made.rider,
      [EXAMPLE.dispatcherPhone]: somebody(),
      [EXAMPLE.newPhone]: somebody(),
      [EXAMPLE.maskedNumber]: made.proxy,
    };
  };
  /** Each has texted the other, with a picture, and both texts have arrived. */
  const texted = async (): Promise<Substitutes> => {
    const made = await ofConversation();
    const [driver, rider] = [made[EXAMPLE.driverPhone]!, made[EXAMPLE.riderPhone]!];
    const picture = `data:image/jpeg;base64,${jpeg().toBase64()}`;
    await stack.text(driver, made[EXAMPLE.maskedNumber]!, "I am outside", [picture]);
    const [text] = await stack.arrivals(rider, 1);
    await stack.text(rider, text!.from, "Coming");
    await stack.arrivals(driver, 1);
    return made;
  };
  const called = async (): Promise<Substitutes> => {
    const made = await ofConversation();
    const path = `/masking/conversations/${made[EXAMPLE.conversationId]}/calls`;
    await json(service("POST", path, { participant_id: made[EXAMPLE.driverId] }));
    return made;
  };
  /** One text has failed for good, another one waits. */
  const failed = async (): Promise<Substitutes> => {
    const nobodys = await conversation({}, "+15005550009");
    const waiting = await conversation();
    const post = (id: string) =>
      json(service("POST", `/masking/conversations/${id}/messages`, { body: "Are you there?" }));
    const reasons = () => json(service("GET", "/masking/failures"));
    await post(nobodys.id);
    await until("a text fails", async () => (await reasons()).failed.length > 0);
    await stack.faults({ rate_limit: 1 });
    await post(waiting.id);
    await until("a text waits", async () => (await reasons()).waiting.length > 0);
    await stack.faults({});
    return {};
  };
  /** A text that the policy hook of the test holds. */
  const heldMessage = async (): Promise<Substitutes> => {
    const made = await ofConversation();
    await stack.text(made[EXAMPLE.driverPhone]!, made[EXAMPLE.maskedNumber]!, HELD_TEXT);
    const find = async () => {
      const { held_messages } = await json(service("GET", "/masking/held-messages?state=held"));
      return (held_messages as { id: string; conversation_id: string }[]).find((one) =>
        one.conversation_id === made[EXAMPLE.conversationId]
      );
    };
    const { id } = await until("the text is held", find);
    return { ...made, [EXAMPLE.messageId]: id };
  };
  const held = async (): Promise<Substitutes> => {
    const hold = await json(service("POST", "/masking/legal-holds", { phone: somebody() }));
    return { [EXAMPLE.legalHoldId]: hold.id };
  };
  const people = (): Substitutes => ({
    [EXAMPLE.userId]: user.id,
    [EXAMPLE.otherUserId]: otherUserId,
    [EXAMPLE.driverPhone]: somebody(),
    [EXAMPLE.riderPhone]: somebody(),
    [EXAMPLE.ownPhone]: somebody(),
  });

  const reported = async (): Promise<Substitutes> => {
    const made = await ofConversation();
    await stack.text(made[EXAMPLE.driverPhone]!, made[EXAMPLE.maskedNumber]!, "REPORT");
    const path = `/masking/conversations/${made[EXAMPLE.conversationId]}`;
    await until("it is reported", async () => (await json(service("GET", path))).blocked);
    return made;
  };
  const stopped = async (): Promise<Substitutes> => {
    const made = await conversation();
    await stack.text(made.driver, made.proxy, "STOP");
    const look = () => json(service("POST", "/masking/opt-outs/lookup", { phone: made.driver }));
    await until("the opt-out is known", async () => (await look()).opted_out);
    return {
      [EXAMPLE.driverPhone]: made.driver,
      [EXAMPLE.riderPhone]: made.rider,
      [EXAMPLE.optOutId]: (await look()).id,
    };
  };
  const clientPhone = async (exists: boolean): Promise<Substitutes> => {
    const id = `client-${crypto.randomUUID()}`;
    const body = { phone: somebody(), owner_user_id: user.id };
    if (exists) await json(service("POST", `/masking/clients/${id}/masked-phone`, body));
    return { [EXAMPLE.clientId]: id, ...people() };
  };
  const ownNumber = async (): Promise<Substitutes> => {
    const phone = somebody();
    const { id } = await asUser("POST", "/phone-numbers", { phone });
    const [text] = await stack.arrivals(phone, 1);
    return {
      [EXAMPLE.ownPhone]: phone,
      [EXAMPLE.phoneNumberId]: id,
      [EXAMPLE.code]: text!.body.slice(-6),
    };
  };
  /** Of a country where nobody of these lives: the carrier knows nothing of it, so that nobody may get it. */
  const newNumber = () => `+160455501${String(count++ % 100).padStart(2, "0")}`;
  const poolNumber = async (): Promise<Substitutes> => {
    const number = newNumber();
    await json(service("POST", "/masking/pool/numbers", { numbers: [{ number }] }));
    return { [EXAMPLE.poolNumber]: number };
  };

  const worlds: Record<string, (name: string) => Promise<Substitutes> | Substitutes> = {
    createConversation: people,
    liftBlock: reported,
    liftFreeze: reported,
    listConversations: () => ofConversation(),
    listMessages: texted,
    listHeldMessages: heldMessage,
    releaseHeldMessage: heldMessage,
    dropHeldMessage: heldMessage,
    listCalls: called,
    getFailures: failed,
    startCall: (name) =>
      name === "by_a_user"
        ? ofConversation({ participants: [{ user_id: user.id }, { user_id: otherUserId }] })
        : ofConversation(),
    async openMedia() {
      const jamaica = "+18765550153";
      const { driver, proxy } = await conversation({ geo_match: "any" }, jamaica);
      await stack.text(driver, proxy, "look", [`data:image/jpeg;base64,${jpeg().toBase64()}`]);
      const [, token] = await linkTo(stack, jamaica, /\/masking\/media\/(\S+)/);
      return { [EXAMPLE.mediaToken]: token! };
    },
    createClientPhone: (name) => clientPhone(name === "repeated"),
    getClientPhone: () => clientPhone(true),
    deleteClientPhone: () => clientPhone(true),
    requestCode: () => ({ "(415) 555-0161": somebody() }),
    verifyCode: ownNumber,
    unlinkPhoneNumber: ownNumber,
    listPhoneNumbers: ownNumber,
    listOptOuts: stopped,
    lookUpOptOut: stopped,
    liftOptOut: stopped,
    exportPerson: texted,
    erasePerson: () => ofConversation(),
    placeLegalHold: () => ofConversation(),
    liftLegalHold: held,
    listLegalHolds: held,
    importNumbers: () => ({ [EXAMPLE.poolNumber]: newNumber() }),
    updateNumber: poolNumber,
    retireNumber: poolNumber,
    replaceNumber: poolNumber,
    releaseNumber: poolNumber,
    async replayEvents() {
      const { events } = await json(service("GET", "/masking/events?limit=1"));
      return { [EXAMPLE.eventId]: events[0].id };
    },
    sendSms: people,
    authHook: () => ({ "14155550141": somebody().slice(1) }),
    receiveText: () => ofConversation(),
    receiveCall: () => ofConversation(),
    async receivePlivoText() {
      const { driver, proxy } = await conversation();
      return {
        [EXAMPLE.driverPhone.slice(1)]: driver.slice(1),
        [EXAMPLE.maskedNumber.slice(1)]: proxy.slice(1),
      };
    },
    async receiveTextStatus() {
      const { id } = await conversation();
      const path = `/masking/conversations/${id}/messages`;
      const message = await json(service("POST", path, { body: "Your ride is confirmed" }));
      return { [EXAMPLE.forwardId]: message.forwards[0].id };
    },
    async getRecording() {
      const { id, driver, rider, proxy } = await conversation({ record_calls: true });
      await phones.behave(rider, { on_call: "answer", digits: "1", hang_up_after_ms: 5 });
      await phones.ended(driver, await phones.place(driver, proxy));
      const call = await until("the call is recorded", async () => {
        const { calls } = await json(service("GET", `/masking/conversations/${id}/calls`));
        return calls[0].recording ? calls[0] : null;
      });
      return { [EXAMPLE.conversationId]: id, [EXAMPLE.callId]: call.id };
    },
    async playVoicemail() {
      const { driver, rider, proxy } = await conversation();
      await phones.behave(rider, { on_call: "no_answer" });
      const sid = await phones.place(driver, proxy);
      await phones.seen(driver, "hears the tone", ({ heard }) => heard.includes("(beep)"));
      await phones.act(driver, sid, "digits", "#");
      const [, call, key] = await linkTo(stack, rider, /call=([^&\s]+)&key=(\S+)/);
      return { [EXAMPLE.callId]: call!, [EXAMPLE.voicemailKey]: key! };
    },
  };

  /** What an example of this operation speaks of, and a way to put it in the place of the example's values. */
  return async (operationId: string, path: string, name: string) => {
    const make = worlds[operationId] ??
      (path.startsWith("/masking/conversations/{id}") ? () => ofConversation() : () => ({}));
    const substitutes = Object.entries<string>(await make(name));
    return (text: string) =>
      substitutes.reduce((result, [example, real]) => result.replaceAll(example, real), text);
  };
}
