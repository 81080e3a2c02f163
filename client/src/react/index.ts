export { MasklineProvider, useMaskline } from "./maskline_provider.ts";
export { useConversation } from "./use_conversation.ts";
export { useConversations } from "./use_conversations.ts";
export { useMessages } from "./use_messages.ts";
export type { PendingMessage } from "./use_pending_messages.ts";
export { useVerifiedNumber } from "./use_verified_number.ts";
export type { Verification, VerificationStep } from "./verification.ts";
