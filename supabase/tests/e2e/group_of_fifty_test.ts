import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { randomFrom } from "../../../local/simulator/random_from.ts";
import { startTestStack } from "../support/test_stack.ts";

const PEOPLE = 50;
const TEXTS = 200;
/** Segments a second: about what the machine can do. */
const PACE = 150;
const phone = (index: number) => `+1212555${String(100 + index).padStart(4, "0")}`;

type Arrival = { from: string; body: string; at: string };

Deno.test("Groups of many", async (t) => {
  const stack = await startTestStack();
  const { service, sql } = stack;
  const create = async (size: number, first: number) => {
    const response = await service("POST", "/masking/conversations", {
      participants: Array.from({ length: size }, (_, index) => ({
        phone: phone(first + index),
        ...(index % 2 === 0 ? { label: `Member ${index}` } : {}),
      })),
      geo_match: "any",
    });
    assert.equal(response.status, 201);
    return await response.json();
  };
  const arrived = async (index: number) =>
    await stack.arrived(phone(index)) as unknown as Arrival[];
  const delivered = (count: number, within: number) =>
    until(`${count} forwards are delivered`, async () => {
      const [row] = await sql`
        select count(*)::int as count from public.sms_forwards where status = 'delivered'`;
      return row!.count === count;
    }, within);

  try {
    await t.step(
      `of ${PEOPLE}: ${TEXTS} texts, each to all the others once, in order`,
      async () => {
        await sql`update public.phone_number_pool set segments_per_second = ${PACE}`;
        const { participants } = await create(PEOPLE, 0);
        const labels = participants.map(({ label }: { label: string }) => label);
        assert.deepEqual(labels.slice(0, 4), ["Member 0", "Guest 2", "Member 2", "Guest 4"]);
        const random = randomFrom(7);
        const started = Date.now();
        const said = Array.from({ length: PEOPLE }, (): string[] => []);
        for (let index = 0; index < TEXTS; index++) {
          const who = Math.floor(random() * PEOPLE);
          said[who]!.push(`text ${index} of ${who}`);
          await stack.text(phone(who), participants[who].proxy_number, said[who]!.at(-1)!);
        }
        await delivered(TEXTS * (PEOPLE - 1), 300_000);

        for (let index = 0; index < PEOPLE; index++) {
          const messages = await arrived(index);
          assert.equal(messages.length, TEXTS - said[index]!.length);
          assert.ok(messages.every(({ from }) => from === participants[index].proxy_number));
          for (let who = 0; who < PEOPLE; who++) {
            const prefix = `${labels[who]}: `;
            assert.deepEqual(
              messages.filter(({ body }) => body.startsWith(prefix)).map(({ body }) => body),
              who === index ? [] : said[who]!.map((text) => prefix + text),
            );
          }
        }

        // Whatever is late, none may be early: each has its turn so long after the one before.
        const all = (await Promise.all(participants.map((_: unknown, n: number) => arrived(n))))
          .flat();
        for (const [number, texts] of Map.groupBy(all, ({ from }) => from)) {
          const times = texts.map(({ at }) => Date.parse(at)).toSorted((a, b) => a - b);
          times.forEach((at, turn) => {
            const early = started + turn * 1_000 / PACE - at;
            assert.ok(early < 100, `text ${turn} of ${number} came ${early} ms early`);
          });
        }
      },
    );

    await t.step("keep the pace of their number", async () => {
      const pace = 20;
      await sql`update public.phone_number_pool set segments_per_second = ${pace}`;
      await sql`delete from public.sms_forwards`;
      const { masked_number, participants } = await create(4, 60);
      for (let index = 0; index < 20; index++) {
        const who = index % 4;
        await stack.text(phone(60 + who), participants[who].proxy_number, `paced ${index}`);
      }
      await delivered(60, 30_000);
      const times = (await Promise.all([60, 61, 62, 63].map(arrived))).flat()
        .filter(({ from }) => from === masked_number)
        .map(({ at }) => new Date(at).getTime()).toSorted((a, b) => a - b);
      assert.equal(times.length, 60);
      // One that was late may be close to the next; over a second that is little.
      for (let last = pace; last < times.length; last++) {
        const took = times[last]! - times[last - pace]!;
        assert.ok(took > 700, `${pace} texts in ${took} ms`);
      }
      assert.ok(times.at(-1)! - times[0]! > 2_800);
    });
  } finally {
    await stack.stop();
  }
});
