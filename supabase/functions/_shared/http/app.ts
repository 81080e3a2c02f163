import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { AppError } from "../errors.ts";
import type { Log } from "../log.ts";
import { problem, toPublicError } from "./problem.ts";
import { requestId } from "./request_id.ts";

export type AppContext = Context<{ Variables: { requestId: string } }>;
export type Handler = (context: AppContext) => Promise<Response> | Response;
export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** What a function answers at a path below its own name; other methods are a 405 that names these. */
export type Routes = Record<string, Partial<Record<Method, Handler>>>;

/** The fetch handler of one function: request ids, CORS, one log line a request, problem documents for every failure. */
export function createApp(
  functionName: string,
  routes: Routes,
  log: Log,
): (request: Request) => Promise<Response> {
  const app = new Hono<{ Variables: { requestId: string } }>();

  app.use(async (context, next) => {
    const started = performance.now();
    context.set("requestId", requestId(context.req.raw));
    await next();
    context.header("x-request-id", context.get("requestId"));
    log("request", {
      request_id: context.get("requestId"),
      method: context.req.method,
      route: routeOf(context),
      status: context.res.status,
      duration_ms: Math.round(performance.now() - started),
    });
  });
  app.use(cors({
    origin: "*",
    allowMethods: ["GET", "POST", "PATCH", "DELETE", "OPTIONS"],
    allowHeaders: [
      "authorization",
      "apikey",
      "content-type",
      "idempotency-key",
      "x-client-info",
      "x-request-id",
      "traceparent",
      "tracestate",
      "baggage",
    ],
    exposeHeaders: [
      "location",
      "retry-after",
      "ratelimit-limit",
      "ratelimit-remaining",
      "ratelimit-reset",
      "x-request-id",
    ],
    maxAge: 86_400,
  }));

  for (const [path, handlers] of Object.entries(routes)) {
    const fullPath = `/${functionName}${path}`;
    for (const [method, handler] of Object.entries(handlers)) app.on(method, fullPath, handler);
    app.all(fullPath, () => {
      const allow = Object.keys(handlers).join(", ");
      throw new AppError("method_not_allowed", `Call this path: use ${allow}`, {
        headers: { allow },
      });
    });
  }

  app.notFound((context) =>
    problem(
      new AppError("not_found", "Find the route: there is nothing at this path"),
      context.get("requestId"),
    )
  );
  app.onError((error, context) => {
    const shown = toPublicError(error);
    if (shown.extras.cause !== undefined) {
      log("failure", {
        request_id: context.get("requestId"),
        code: shown.code,
        error: shown.extras.cause,
      });
    }
    return problem(shown, context.get("requestId"));
  });

  return async (request) => await app.fetch(request);
}

/** The pattern, never the path: a path may hold a number. */
function routeOf(context: AppContext): string {
  return context.req.matchedRoutes.findLast((route) => route.path !== "/*")?.path ?? "none";
}
