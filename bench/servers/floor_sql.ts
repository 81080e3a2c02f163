import postgres from "postgres";

const sql = postgres(Deno.env.get("MASKLINE_DB_URL")!, { max: 4, fetch_types: false });

/** `floor_http` with one trivial prepared round trip to Postgres before the answer. */
export default {
  async fetch(request: Request): Promise<Response> {
    await request.text();
    await sql`select ${"1"}::int as one`;
    return new Response("<Response/>", { headers: { "content-type": "text/xml" } });
  },
};
