import assert from "node:assert/strict";
import { startTestStack, type TestStack } from "../support/test_stack.ts";

/** A local stack with its console, once that is built. */
export async function startConsoleStack(settings: Record<string, string> = {}): Promise<TestStack> {
  const stack = await startTestStack(settings, { console: true });
  if (await stack.stack.console?.built) return stack;
  await stack.stop();
  assert.fail(`the console was not built: ${stack.logs.join("\n")}`);
}
