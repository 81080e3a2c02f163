import assert from "node:assert/strict";
import { writeTwiml } from "./write_twiml.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const write = (...steps: Parameters<typeof writeTwiml>[0]) => writeTwiml(steps, "de-DE");

const BRIDGE = {
  do: "bridge" as const,
  leg: {
    to: "+14155550152",
    from: "+14155550110",
    answeredUrl: "https://x/answered?call=1",
    statusUrl: "https://x/status?call=1",
  },
  ringSeconds: 20,
  maxSeconds: 60,
  thenUrl: "https://x/dialed?call=2",
  recordedUrl: null,
};

Deno.test("writeTwiml() bridges with the mask, and only then", async () => {
  const twiml = await write(BRIDGE);
  assert.equal(
    twiml,
    `${HEAD}<Response><Dial callerId="+14155550110" answerOnBridge="true" timeout="20" timeLimit="60" action="https://x/dialed?call=2">` +
      '<Number url="https://x/answered?call=1" statusCallback="https://x/status?call=1" ' +
      'statusCallbackEvent="initiated ringing answered completed">+14155550152</Number></Dial></Response>',
  );
});

Deno.test("writeTwiml() has a bridge recorded, each of the two in a channel, only where it is told of it", async () => {
  assert.match(
    await write({ ...BRIDGE, recordedUrl: "https://x/recording?call=1" }),
    /<Dial [^>]*record="record-from-answer-dual" recordingStatusCallback="https:\/\/x\/recording\?call=1">/,
  );
});

Deno.test("writeTwiml() asks, confers, records and hangs up", async () => {
  assert.equal(
    await write(
      { do: "say", text: "<Zoë> & Co" },
      { do: "ask", text: "1?", digits: 1, thenUrl: "https://x/a" },
      { do: "ask", text: "PIN?", digits: null, thenUrl: "https://x/b" },
      { do: "hang_up" },
    ),
    `${HEAD}<Response><Say language="de-DE">&lt;Zoë&gt; &amp; Co</Say>` +
      '<Gather numDigits="1" timeout="8" action="https://x/a"><Say language="de-DE">1?</Say></Gather>' +
      '<Gather finishOnKey="#" timeout="8" action="https://x/b"><Say language="de-DE">PIN?</Say></Gather>' +
      "<Hangup/></Response>",
  );
  assert.equal(
    await write({ do: "conference", name: "id", maxSeconds: 60 }),
    `${HEAD}<Response><Dial timeLimit="60"><Conference beep="false">id</Conference></Dial></Response>`,
  );
  assert.equal(
    await write({
      do: "record",
      maxSeconds: 9,
      recordedUrl: "https://x/r",
      thenUrl: "https://x/t",
    }),
    `${HEAD}<Response><Record action="https://x/t" recordingStatusCallback="https://x/r" maxLength="9" finishOnKey="#" playBeep="true"/></Response>`,
  );
  assert.equal(await write(), `${HEAD}<Response/>`);
});
