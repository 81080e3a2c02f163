import type { Sql } from "postgres";

/** What of Supabase Realtime is in a project's database, as far as broadcasts from triggers go. */
export async function applyRealtimeShape(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create schema realtime;
    grant usage on schema realtime to anon, authenticated, service_role;
    create table realtime.messages (
      id           uuid not null default gen_random_uuid(),
      inserted_at  timestamp not null default now(),
      topic        text not null,
      extension    text not null,
      event        text,
      payload      jsonb,
      private      boolean default false
    );
    alter table realtime.messages enable row level security;
    grant select, insert on realtime.messages to anon, authenticated, service_role;

    create function realtime.topic() returns text language sql stable as
      $$ select nullif(current_setting('realtime.topic', true), '') $$;

    create function realtime.send(payload jsonb, event text, topic text, private boolean default true)
    returns void language plpgsql as $$
    begin
      insert into realtime.messages (topic, extension, event, payload, private)
      values (send.topic, 'broadcast', send.event, send.payload, send.private);
      perform pg_notify('realtime', json_build_object(
        'topic', send.topic, 'event', send.event, 'payload', send.payload)::text);
    end $$;
  `);
}
