import type { Call as PhoneCall, CallPage, NewCall, RecordingLink } from "../api.gen.ts";
import type { Call, CallOptions, PageOptions } from "../create_call.ts";

/** `/masking/conversations/{id}/calls` */
export function callRoutes(call: Call) {
  const path = (conversationId: string) =>
    `masking/conversations/${encodeURIComponent(conversationId)}/calls`;
  return {
    /** Rings the user first, then the others; the service says whom to ring first. */
    start: (
      conversationId: string,
      input: Partial<NewCall> = {},
      options?: CallOptions,
    ) =>
      call<PhoneCall>("POST", path(conversationId), {
        body: input,
        keyed: true,
      }, options),

    /** Newest first. */
    list: (
      conversationId: string,
      query: PageOptions = {},
      options?: CallOptions,
    ) => call<CallPage>("GET", path(conversationId), { query }, options),

    /** For the service: a link to the audio of a talk between two. */
    recording: (conversationId: string, callId: string, options?: CallOptions) =>
      call<RecordingLink>(
        "GET",
        `${path(conversationId)}/${encodeURIComponent(callId)}/recording`,
        {},
        options,
      ),
  };
}
