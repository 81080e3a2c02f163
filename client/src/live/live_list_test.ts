import assert from "node:assert/strict";
import { fakeChanges } from "./fake_changes.ts";
import { createLiveList } from "./live_list.ts";

type Item = { id: string; text?: string };

/** A list over what a server has, newest first, two on a page. */
function setUp(server: Item[]) {
  const { changes, tell } = fakeChanges();
  let pages = 0;
  const list = createLiveList<Item>({
    changes,
    pollSeconds: 1_000,
    affects: () => true,
    loadPage: (cursor) => {
      pages++;
      const from = cursor === undefined ? 0 : server.findIndex(({ id }) => id === cursor) + 1;
      const items = server.slice(from, from + 2);
      const more = server.length > from + 2;
      return Promise.resolve({ items, next_cursor: more ? items.at(-1)!.id : null });
    },
  });
  const ids = () => list.getSnapshot().data?.items.map(({ id }) => id).join("");
  const begin = async () => {
    const stop = list.subscribe(() => {});
    await list.refresh();
    return stop;
  };
  return { list, tell, ids, begin, pages: () => pages };
}

const items = (ids: string): Item[] => [...ids].map((id) => ({ id }));

Deno.test("a live list loads older pages on demand and keeps them", async () => {
  const server = items("edcba");
  const { list, ids, begin } = setUp(server);
  const stop = await begin();
  assert.equal(ids(), "ed");
  await list.loadOlder();
  assert.equal(ids(), "edcb");
  server.unshift({ id: "f" });
  await list.refresh();
  assert.equal(ids(), "fedcb");
  await list.loadOlder();
  assert.equal(ids(), "fedcba");
  assert.equal(list.getSnapshot().data?.older, null);
  await list.loadOlder();
  assert.equal(ids(), "fedcba");
  stop();
});

Deno.test("a live list closes the gap to what it knows", async () => {
  const server = items("cba");
  const { list, ids, begin } = setUp(server);
  const stop = await begin();
  await list.loadOlder();
  server.unshift(...items("hgfed"));
  await list.refresh();
  assert.equal(ids(), "hgfedcba");
  stop();
});

Deno.test("a live list begins anew where the gap is too large", async () => {
  const server = items("ba");
  const { list, ids, begin, pages } = setUp(server);
  const stop = await begin();
  const before = pages();
  server.unshift(...Array.from({ length: 40 }, (_, n) => ({ id: `n${n}` })));
  await list.refresh();
  assert.equal(list.getSnapshot().data?.items.length, 20);
  assert.ok(!ids()!.includes("b"));
  assert.equal(pages() - before, 10);
  await list.loadOlder();
  assert.equal(list.getSnapshot().data?.items.length, 22);
  stop();
});

Deno.test("a live list drops what is gone among the newest, and shows what changed", async () => {
  const server = items("dcba");
  const { list, ids, begin } = setUp(server);
  const stop = await begin();
  await list.loadOlder();
  server.splice(0, 1);
  server[0] = { id: "c", text: "changed" };
  await list.refresh();
  assert.equal(ids(), "cba");
  assert.equal(list.getSnapshot().data?.items[0]?.text, "changed");
  stop();
});

Deno.test("a live list puts in what a request answered, once", async () => {
  const server = items("ba");
  const { list, ids, begin } = setUp(server);
  const stop = await begin();
  await list.put(() => Promise.resolve({ id: "c" }));
  assert.equal(ids(), "cba");
  server.unshift({ id: "c" }, { id: "d" });
  server.reverse().sort((a, b) => b.id.localeCompare(a.id));
  await list.refresh();
  assert.equal(ids(), "dcba");
  await list.put(() => Promise.resolve({ id: "c", text: "again" }));
  assert.equal(ids(), "dcba");
  stop();
});

Deno.test("a live list closes the gap below what was put in, too", async () => {
  const server = items("ba");
  const { list, ids, begin } = setUp(server);
  const stop = await begin();
  server.unshift(...items("hgfedc"));
  await list.put(() => Promise.resolve({ id: "h" }));
  await list.refresh();
  assert.equal(ids(), "hgfedcba");
  stop();
});
