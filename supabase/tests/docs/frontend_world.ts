import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { type Conversation, createMaskline, type Maskline } from "../../../client/src/index.ts";

/** What a frontend has around the lines that the documents show of it: someone who is signed in, and somebody else. */
declare global {
  var url: string;
  var publishableKey: string;
  var supabase: SupabaseClient;
  var maskline: Maskline;
  var me: string;
  var other: string;
  var conversation: Conversation;
  var body: string;
  function showEnd(): void;
}

/** Makes these of a stack that runs. */
export async function enterWorld(
  stack: { url: string; publishableKey: string; email: string; password: string; users: string[] },
): Promise<void> {
  const options = { auth: { autoRefreshToken: false, persistSession: false } };
  const supabase = createClient(stack.url, stack.publishableKey, options);
  const { error } = await supabase.auth.signInWithPassword(stack);
  if (error) throw error;
  const maskline = createMaskline(supabase, { realtime: false });
  const [me, other] = stack.users as [string, string];
  const conversation = await maskline.conversations.create({
    participants: [{ user_id: me }, { user_id: other }],
  });
  const { url, publishableKey } = stack;
  const world = { url, publishableKey, supabase, maskline, me, other, conversation };
  Object.assign(globalThis, { ...world, body: "I am downstairs", showEnd() {} });
}
