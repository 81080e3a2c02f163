export { MasklineProvider, useMaskline } from "./maskline_provider.ts";
export { useConversation } from "./use_conversation.ts";
export { useConversations } from "./use_conversations.ts";
export { type PendingMessage, useMessages } from "./use_messages.ts";
export { useVerifiedNumber } from "./use_verified_number.ts";
export type { VerificationStep } from "./verification.ts";
