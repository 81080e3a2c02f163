import assert from "node:assert/strict";
import postgres from "postgres";
import { createTestTokens } from "../../functions/_shared/auth/test_tokens.ts";
import { fakeDeps } from "../../functions/_shared/fake_deps.ts";
import { createHandler } from "../../functions/phone-numbers/handler.ts";
import { inParallel } from "../support/in_parallel.ts";
import { createConversation, importNumbers, person } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

/** The function with its real limits, hashes and database; only the texts stay here. */
async function setUp() {
  const db = await createTestDatabase();
  const tokens = await createTestTokens();
  const texts: { to: string; body: string }[] = [];
  const fake = await fakeDeps({
    settings: {
      SUPABASE_JWKS: JSON.stringify({ keys: [tokens.jwk] }),
      SMS_FROM_NUMBERS: "+14155550198",
    },
    carrier: {
      send: (text) => {
        texts.push(text);
        return Promise.resolve({ kind: "accepted", sid: `SM${texts.length}`, status: "queued" });
      },
    },
  });
  const sql = postgres(db.functionsUrl, { max: 40, prepare: false, onnotice: () => {} });
  const fetch = createHandler({ ...fake.deps, sql });
  let addresses = 0;

  return {
    sql: db.sql,
    texts,

    /** A signed-in user who calls from an address of their own unless a request says otherwise. */
    async addUser() {
      const id = crypto.randomUUID();
      await db.sql`insert into auth.users (id, email) values (${id}, ${`${id}@example.com`})`;
      const token = await tokens.sign({ sub: id });
      const own = `2001:db8::${(++addresses).toString(16)}`;
      const post = async (path: string, body: unknown, address = own): Promise<string> => {
        const response = await fetch(
          new Request(`http://functions/phone-numbers${path}`, {
            method: "POST",
            headers: {
              authorization: `Bearer ${token}`,
              "content-type": "application/json",
              "cf-connecting-ip": address,
            },
            body: JSON.stringify(body),
          }),
        );
        const answer = await response.json();
        return answer.code ?? String(response.status);
      };
      return {
        id,
        ask: (phone: string, address?: string) => post("", { phone }, address),
        /** The code that reached the phone for this user's own request. */
        async askForCode(phone: string): Promise<string> {
          const sent = texts.length;
          assert.equal(await post("", { phone }), "202");
          await fake.inBackground();
          return texts.slice(sent).find(({ to }) => to === phone)!.body.match(/\d{6}/)![0];
        },
        verify: (phone: string, code: string, address?: string) =>
          post("/verify", { phone, code }, address),
      };
    },
    inBackground: fake.inBackground,

    async stop() {
      await sql.end();
      await db.stop();
    },
  };
}

/** How often each answer came. */
const tally = (answers: string[]) =>
  Object.fromEntries([...Map.groupBy(answers, (a) => a)].map(([a, { length }]) => [a, length]));

Deno.test("Verification of numbers under concurrency", async (t) => {
  const stack = await setUp();
  const { sql, texts } = stack;
  const addUsers = (count: number) => inParallel(8, count, stack.addUser);
  try {
    await t.step(
      "10,000 guesses of 40 users from 100 addresses at once: 5 codes, 5 tries each, 30 tries a user",
      async () => {
        const phone = "+14155550101";
        const users = await addUsers(40);
        const asked = await Promise.all(users.map((user) => user.ask(phone)));
        assert.deepEqual(tally(asked), { 202: 5, rate_limited: 35 });
        await stack.inBackground();
        assert.deepEqual(texts.map(({ to }) => to), Array(5).fill(phone));

        // No guess is right, whoever makes it.
        const codes = new Set(texts.map(({ body }) => body.match(/\d{6}/)![0]));
        const wrong = Array.from({ length: 260 }, (_, n) => String(n * 3_700).padStart(6, "0"))
          .filter((code) => !codes.has(code));
        // 200 at a time, of four users at a time, so that guesses at the same code meet.
        const answers = await inParallel(200, 10_000, (n) => {
          const user = users[n % 4 + 4 * Math.floor(n / 1000)]!;
          return user.verify(phone, wrong[n % 250]!, `203.0.113.${n % 100 + 1}`);
        });
        assert.deepEqual(tally(answers), {
          rate_limited: 10_000 - 40 * 30,
          wrong_code: 5 * 5,
          too_many_tries: 5 * (30 - 5),
          code_expired: 35 * 30,
        });
        const rows = await sql`
          select verification_attempts as tries, verified_at from public.user_phone_numbers`;
        assert.deepEqual(rows.map((row) => [row.tries, row.verified_at]), Array(5).fill([5, null]));
      },
    );

    await t.step("60 requests from one address at once: exactly 20 codes", async () => {
      const users = await addUsers(60);
      const answers = await Promise.all(
        users.map((user, n) =>
          user.ask(`+121255501${String(n).padStart(2, "0")}`, "203.0.113.200")
        ),
      );
      assert.deepEqual(tally(answers), { 202: 20, rate_limited: 40 });
      await stack.inBackground();
    });

    await t.step("30 requests of one user at once: exactly 10 codes", async () => {
      const [user] = await addUsers(1);
      const answers = await Promise.all(
        Array.from(
          { length: 30 },
          (_, n) => user!.ask(`+141755501${String(n).padStart(2, "0")}`, `203.0.113.${n + 1}`),
        ),
      );
      assert.deepEqual(tally(answers), { 202: 10, rate_limited: 20 });
      await stack.inBackground();
    });

    await t.step("a code that is told 30 times at once works once", async () => {
      const [user] = await addUsers(1);
      const phone = "+13125550101";
      const code = await user!.askForCode(phone);
      const answers = await Promise.all(
        Array.from({ length: 30 }, () => user!.verify(phone, code)),
      );
      assert.deepEqual(tally(answers), { 200: 1, code_expired: 29 });
    });

    await t.step("two users who prove the same number at once: one owner at the end", async () => {
      for (let n = 0; n < 30; n++) {
        const users = await addUsers(2);
        const phone = `+141955501${String(n).padStart(2, "0")}`;
        const codes = [await users[0]!.askForCode(phone), await users[1]!.askForCode(phone)];
        const answers = await Promise.all(
          users.map((user, index) => user.verify(phone, codes[index]!)),
        );
        assert.deepEqual(answers, ["200", "200"]);
        const rows = await sql`
          select verified_at is not null as verified from public.user_phone_numbers
          where user_id in ${sql(users.map(({ id }) => id))}`;
        assert.deepEqual(rows.map((row) => row.verified).toSorted(), [false, true]);
      }
    });

    await t.step(
      "moving conversations that are closed and opened again meanwhile waits for nobody in a circle",
      async () => {
        await importNumbers(sql, 60);
        const users = await addUsers(4);
        const conversations = await inParallel(4, 12, (n) => {
          const pair = [users[n % 4]!, users[(n + 1 + n % 3) % 4]!];
          return createConversation(
            sql,
            pair.map(({ id }) => person(`${id} 0`, { user_id: id })),
          );
        });
        const move = async (user: string, round: number) => {
          const hash = `hash of ${user} ${round}`;
          await sql`
            select masking.request_phone_code(${user}, ${hash}, 'ciphertext', 'code', '1 hour')`;
          const [row] = await sql`select masking.verify_phone(${user}, ${hash}, 'code', true) as v`;
          return row!.v.outcome as string;
        };
        const set = async (id: string, status: string) => {
          await sql`
            select masking.update_conversation(${id}, null, ${sql.json({ status })}, null)`;
          return "set";
        };
        const outcomes = await inParallel(24, 360, async (n) => {
          try {
            if (n % 3 === 0) return await move(users[n / 3 % 4]!.id, n);
            return await set(conversations[n % 12]!.id, n % 5 < 3 ? "active" : "closed");
          } catch (error) {
            return String((error as { code?: unknown }).code);
          }
        });
        const { verified, set: changed, MSKNT: taken = 0, ...others } = tally(outcomes);
        assert.deepEqual(others, {});
        assert.ok(verified! > 0 && changed! > 0 && verified! + changed! + taken === 360);
      },
    );
  } finally {
    await stack.stop();
  }
});
