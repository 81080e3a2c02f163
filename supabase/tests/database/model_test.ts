import assert from "node:assert/strict";
import fc from "fast-check";
import type postgres from "postgres";
import { createConversation, importNumbers, person, receiveMessage } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

const RUNS = 1_000;
const COOLDOWN = 100;
const LIFE = 50;
const PEOPLE = ["a", "b", "c"];
const NUMBERS = 2;
const FINAL = new Set(["delivered", "undelivered", "failed"]);

/** What should be true, in a few lines: seconds instead of times, names instead of hashes. */
type Seat = { who: string; number: string };
type Conversation = { id: string; seats: Seat[]; live: boolean; endsAt: number; heldUntil: number };
type Forward = { id: string; attempt: number; status: string };
class Model {
  now = 0;
  conversations: Conversation[] = [];
  optedOut = new Set<string>();
  forwards: Forward[] = [];

  isLive = (c: Conversation) => c.live && c.endsAt > this.now;
  holds = (c: Conversation, { who, number }: Seat) =>
    (c.live || c.heldUntil > this.now) &&
    c.seats.some((seat) => seat.who === who && seat.number === number);
  numbersOf = (who: string, but?: Conversation) =>
    new Set(
      this.conversations.filter((c) => c !== but && (c.live || c.heldUntil > this.now))
        .flatMap((c) => c.seats.filter((seat) => seat.who === who).map((seat) => seat.number)),
    );
  end(c: Conversation) {
    if (c.live) Object.assign(c, { live: false, heldUntil: this.now + COOLDOWN });
  }
  /** The outcome of a text, and whom it should reach. */
  route(seat: Seat): [string, string | null] {
    const c = this.conversations.find((c) => this.holds(c, seat));
    if (this.optedOut.has(seat.who)) return ["opted_out", null];
    if (!c) return ["no_conversation", null];
    if (!this.isLive(c)) return ["conversation_closed", null];
    const other = c.seats.find(({ who }) => who !== seat.who)!.who;
    return this.optedOut.has(other) ? ["opted_out", null] : ["forwarded", other];
  }
}

type World = { tx: postgres.TransactionSql; start: number };
type Command = fc.AsyncCommand<Model, World>;
const at = (model: Model, world: World) => new Date(world.start + model.now * 1000);

/** One step: `does` acts on both and compares. */
function command(name: string, does: (model: Model, world: World) => Promise<void>): Command {
  return { check: () => true, run: does, toString: () => name };
}

async function attempt<T>(
  { tx }: World,
  work: (tx: postgres.Sql) => Promise<T>,
): Promise<T | string> {
  try {
    return await tx.savepoint((point) => work(point as unknown as postgres.Sql)) as T;
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
}

const who = fc.constantFrom(...PEOPLE);
const index = fc.nat({ max: 20 });

const commands = (numbers: string[]): fc.Arbitrary<Command>[] => [
  fc.uniqueArray(who, { minLength: 2, maxLength: 2 }).map((pair) =>
    command(`create ${pair}`, async (model, world) => {
      model.now += 1;
      // The same people take their numbers over from their last conversation, if it is over.
      const last = model.conversations.findLast((c) =>
        c.seats.every((seat) => pair.includes(seat.who))
      );
      const takesOver = last && !last.live &&
        last.seats.every((seat) => !model.numbersOf(seat.who, last).has(seat.number));
      const possible = takesOver || pair.every((name) => model.numbersOf(name).size < NUMBERS);
      const made = await attempt(
        world,
        (sql) =>
          createConversation(sql, pair.map((name) => person(name)), {
            now: at(model, world),
            expiresAt: new Date(world.start + (model.now + LIFE) * 1000),
            cooldownSeconds: COOLDOWN,
          }),
      );
      if (!possible) return assert.equal(made, "MSKPE");
      assert.ok(typeof made === "object", String(made));
      const seats = pair.map((name, side) => ({
        who: name,
        number: made.participants[side]!.proxy_number,
      }));
      if (takesOver) {
        assert.deepEqual(
          new Set(seats.map((s) => s.who + s.number)),
          new Set(last.seats.map((s) => s.who + s.number)),
        );
        last.heldUntil = model.now;
      }
      for (const seat of seats) assert.ok(!model.numbersOf(seat.who).has(seat.number));
      model.conversations.push({
        id: made.id,
        seats,
        live: true,
        endsAt: model.now + LIFE,
        heldUntil: 0,
      });
    })
  ),
  fc.tuple(who, fc.constantFrom(...numbers)).map(([from, number]) =>
    command(`text ${from} ${number}`, async (model, world) => {
      const [outcome, to] = model.route({ who: from, number });
      const received = await receiveMessage(world.tx as unknown as postgres.Sql, {
        from,
        to: number,
        now: at(model, world),
      });
      assert.equal(received.outcome, outcome);
      for (const claim of received.claims) {
        if (claim.attempt === 1) assert.equal(claim.to_encrypted, `ciphertext of ${to}`);
        model.forwards.push({ id: claim.forward_id, attempt: claim.attempt, status: "sending" });
      }
    })
  ),
  fc.tuple(index, fc.boolean()).map(([n, reopens]) =>
    command(`${reopens ? "reopen" : "close"} ${n}`, async (model, world) => {
      const c = model.conversations[n % Math.max(model.conversations.length, 1)];
      if (!c) return;
      const result = await attempt(world, (sql) => {
        const changes = sql.json(reopens ? { status: "active" } : { status: "closed" });
        const later = new Date(world.start + (model.now + LIFE) * 1000);
        return sql`select masking.update_conversation(${c.id}, null, ${changes}, ${later}, ${
          at(model, world)
        })`;
      });
      if (!reopens) return model.end(c);
      if (c.live) return;
      const taken = c.seats.some((seat) =>
        model.conversations.some((other) => other !== c && model.holds(other, seat))
      );
      assert.equal(result === "MSKNT", taken);
      if (!taken) {
        Object.assign(c, {
          live: true,
          endsAt: c.endsAt <= model.now ? model.now + LIFE : c.endsAt,
        });
      }
    })
  ),
  fc.tuple(who, fc.boolean()).map(([name, out]) =>
    command(`${out ? "STOP" : "START"} ${name}`, async (model, world) => {
      const keyword = out ? "opt_out" : "opt_in";
      await receiveMessage(world.tx as unknown as postgres.Sql, {
        from: name,
        to: numbers[0]!,
        keyword,
        now: at(model, world),
      });
      out ? model.optedOut.add(name) : model.optedOut.delete(name);
    })
  ),
  fc.integer({ min: 1, max: 120 }).map((seconds) =>
    command(`${seconds} s later, sweep`, async (model, world) => {
      model.now += seconds;
      const due = model.conversations.filter((c) => c.live && c.endsAt <= model.now);
      const [row] = await world.tx`select masking.expire_conversations(100, ${
        at(model, world)
      }) as closed`;
      assert.equal(row!.closed, due.length);
      due.forEach((c) => model.end(c));
      await world.tx`select masking.release_bindings(100, ${at(model, world)})`;
    })
  ),
  fc.tuple(index, fc.constantFrom("sent", "delivered", "undelivered", "failed")).map((
    [n, status],
  ) =>
    command(`callback ${n} ${status}`, async (model, world) => {
      const forward = model.forwards[n % Math.max(model.forwards.length, 1)];
      if (!forward) return;
      const read = async () =>
        (await world.tx`select status from public.sms_forwards where id = ${forward.id}`)[0]!
          .status;
      const before = await read();
      await world
        .tx`select masking.record_status(${forward.id}, ${`SM ${forward.id}`}, ${status}, null, null, ${
        at(model, world)
      })`;
      const moves = !FINAL.has(before) && before !== "suppressed" &&
        !(before === "sent" && status === "sent");
      assert.equal(await read(), moves ? status : before);
    })
  ),
  fc.constant(command("crash: every lease runs out", async (model, world) => {
    model.now += 61;
    await world.tx`delete from public.phone_number_pace`;
    const held = await world.tx`select id from public.sms_forwards where status = 'sending'`;
    const [row] = await world.tx<{ claims: { forward_id: string; reconcile: boolean }[] }[]>`
      select masking.claim_due_forwards(100, ${at(model, world)}) as claims`;
    const claims = new Map(row!.claims.map((claim) => [claim.forward_id, claim.reconcile]));
    for (const { id } of held) assert.equal(claims.get(id), true);
  })),
];

Deno.test(`${RUNS} random histories go as the model says`, async () => {
  const db = await createTestDatabase();
  try {
    const numbers = await importNumbers(db.sql, NUMBERS);
    const undo = new Error("Undo");
    await fc.assert(
      fc.asyncProperty(fc.commands(commands(numbers), { maxCommands: 25 }), async (history) => {
        await db.sql.begin(async (tx) => {
          await fc.asyncModelRun(
            () => ({ model: new Model(), real: { tx, start: Date.parse("2026-06-01T00:00:00Z") } }),
            history,
          );
          const [twice] = await tx`
            select count(*)::int as count from (
              select from public.phone_conversation_participants where released_at is null
              group by proxy_number, phone_hash having count(*) > 1) t`;
          assert.equal(twice!.count, 0);
          throw undo;
        }).catch((error) => {
          if (error !== undo) throw error;
        });
      }),
      { numRuns: RUNS, seed: Number(Deno.env.get("MASKLINE_MODEL_SEED") ?? 7) },
    );
  } finally {
    await db.stop();
  }
});
