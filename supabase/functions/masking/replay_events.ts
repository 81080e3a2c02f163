import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import { AppError } from "../_shared/errors.ts";
import { replayInput } from "../_shared/events/schema.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readCursor, writeCursor } from "../_shared/http/cursor.ts";
import { readJson } from "../_shared/http/read_json.ts";

/** What one statement changes well within its time. */
const AT_ONCE = 5_000;

type Replayed = { count: number; last_created_at: string | null; last_id: string | null };

/** `POST /masking/events/replay` (service): events are delivered again, with the ids that they had. */
export function replayEvents(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const input = await readJson(context.req.raw, replayInput);
    if (deps.env.EVENTS_WEBHOOK_URL === undefined) {
      throw new AppError("not_configured", "Replay events: set EVENTS_WEBHOOK_URL");
    }
    const cursor = input.cursor === undefined ? undefined : readCursor(input.cursor);
    const [replayed] = await deps.sql<[Replayed]>`
      select count, to_jsonb(last_created_at) #>> '{}' as last_created_at, last_id
      from masking.replay_events(
        event_ids => ${input.ids ? deps.sql.json(input.ids) : null},
        types => ${input.types ? deps.sql.json(input.types) : null},
        conversation_id => ${input.conversation_id ?? null}, status => ${input.status ?? null},
        since => ${input.since ?? null}, until => ${input.until ?? null}, max_count => ${AT_ONCE}
        ${
      cursor
        ? deps
          .sql`, after_created_at => ${cursor.createdAt}::text::timestamptz, after_id => ${cursor.id}`
        : deps.sql``
    })`;
    const { count, last_created_at, last_id } = replayed;
    return context.json({
      count,
      next_cursor: count === AT_ONCE
        ? writeCursor({ created_at: last_created_at!, id: last_id! })
        : null,
    });
  };
}
