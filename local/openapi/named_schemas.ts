import type * as z from "zod";
import * as conversation from "../../supabase/functions/_shared/conversation/answer_schema.ts";
import * as asked from "../../supabase/functions/_shared/conversation/schema.ts";
import * as events from "../../supabase/functions/_shared/events/answer_schema.ts";
import { replayInput } from "../../supabase/functions/_shared/events/schema.ts";
import * as problem from "../../supabase/functions/_shared/http/problem_schema.ts";
import * as policy from "../../supabase/functions/_shared/policy/answer_schema.ts";
import * as policyAsked from "../../supabase/functions/_shared/policy/schema.ts";
import * as pool from "../../supabase/functions/_shared/pool/answer_schema.ts";
import * as poolAsked from "../../supabase/functions/_shared/pool/schema.ts";
import * as privacy from "../../supabase/functions/_shared/privacy/answer_schema.ts";
import * as privacyAsked from "../../supabase/functions/_shared/privacy/schema.ts";
import * as strangers from "../../supabase/functions/_shared/strangers/answer_schema.ts";
import { swept } from "../../supabase/functions/expire-conversations/answer_schema.ts";
import { deliveryHealth, failureReasons } from "../../supabase/functions/masking/answer_schema.ts";
import { callRequest } from "../../supabase/functions/masking/openapi/calls.ts";
import * as phones from "../../supabase/functions/phone-numbers/answer_schema.ts";
import * as phonesAsked from "../../supabase/functions/phone-numbers/schema.ts";
import * as texts from "../../supabase/functions/send-sms/answer_schema.ts";
import * as textsAsked from "../../supabase/functions/send-sms/schema.ts";
import * as smsWebhook from "../../supabase/functions/sms-webhook/openapi.ts";
import { twilioCall } from "../../supabase/functions/voice-webhook/openapi.ts";

/** The names under which the document, and so the client's types, have the schemas. */
export const NAMED_SCHEMAS: Record<string, z.ZodType> = {
  Conversation: conversation.conversation,
  ConversationPage: conversation.conversationPage,
  ConversationTotals: conversation.conversationTotals,
  Participant: conversation.participant,
  LeakCounts: conversation.leakCounts,
  Message: conversation.message,
  MessagePage: conversation.messagePage,
  Forward: conversation.forward,
  MediaFile: conversation.mediaFile,
  Call: conversation.call,
  CallLeg: conversation.callLeg,
  CallPage: conversation.callPage,
  RecordingLink: conversation.recordingLink,
  Pin: conversation.pin,
  ClientPhone: conversation.clientPhone,
  NewConversation: asked.conversationInput,
  ConversationChanges: asked.conversationChanges,
  Json: asked.json,
  Person: asked.participantInput,
  NewParticipant: asked.newParticipantInput,
  ParticipantChanges: asked.participantChanges,
  NewMessage: asked.messageInput.service,
  NewCall: callRequest,
  NewClientPhone: asked.clientPhoneInput,

  PhoneNumber: phones.phoneNumber,
  PhoneNumbers: phones.phoneNumbers,
  RequestedCode: phones.requestedCode,
  VerifiedNumber: phones.verifiedNumber,
  CodeRequest: phonesAsked.codeRequest,
  Verification: phonesAsked.verification,

  HeldMessage: policy.heldMessage,
  HeldMessagePage: policy.heldMessagePage,
  Release: policyAsked.releaseInput,
  PolicyQuestion: policy.policyQuestion,
  PolicyAnswer: policy.policyAnswer,
  PolicyCallQuestion: policy.policyCallQuestion,
  PolicyCallAnswer: policy.policyCallAnswer,
  StrangerQuestion: strangers.strangerQuestion,
  StrangerAnswer: strangers.strangerAnswer,

  OptOut: privacy.optOut,
  OptOutPage: privacy.optOutPage,
  OptOutCounts: privacy.optOutCounts,
  OptOutLookup: privacy.optOutLookup,
  OptOutQuestion: privacyAsked.optOutQuestion,
  EventPayload: events.eventPayload,
  OutgoingEvent: events.outgoingEvent,
  EventPage: events.eventPage,
  ReplayRequest: replayInput,
  Replay: events.replayed,

  LegalHold: privacy.legalHold,
  LegalHoldPage: privacy.legalHoldPage,
  NewLegalHold: privacyAsked.legalHoldInput,
  Access: privacy.access,
  AccessPage: privacy.accessPage,
  NamedPerson: privacyAsked.personInput,
  PersonExport: privacy.personExport,
  ErasureReceipt: privacy.erasureReceipt,
  EncryptionKey: privacy.encryptionKey,
  EncryptionKeys: privacy.encryptionKeys,
  RotationRequest: privacyAsked.rotationInput,
  KeyRotation: privacy.keyRotation,

  PoolNumber: pool.poolNumberAnswer,
  PoolNumbers: pool.poolNumbersAnswer,
  NewPoolNumbers: poolAsked.poolNumbersInput,
  PoolNumberChanges: poolAsked.poolNumberChanges,
  PoolReport: pool.poolReport,
  PoolCountry: pool.poolCountry,
  PoolHistory: pool.poolHistory,
  PoolMoment: pool.poolMoment,
  ReplacementRequest: poolAsked.replacementInput,
  Replacement: pool.replacement,
  PurchaseRequest: poolAsked.purchaseInput,
  Purchase: pool.purchase,
  NumberOrder: pool.numberOrder,
  SyncRequest: poolAsked.syncInput,
  PoolSync: pool.poolSync,
  SyncChange: pool.syncChange,
  DeliveryHealth: deliveryHealth,
  FailureReasons: failureReasons,
  Sweep: swept,

  SendSmsRequest: textsAsked.actionInput,
  SendSmsAnswer: texts.sendSmsAnswer,
  SentText: texts.sentText,
  ServiceHealth: texts.serviceHealth,
  AuthHookRequest: textsAsked.hookInput,
  Nothing: texts.nothing,

  TwilioText: smsWebhook.twilioText,
  TwilioStatus: smsWebhook.twilioStatus,
  PlivoText: smsWebhook.plivoText,
  PlivoStatus: smsWebhook.plivoStatus,
  TwilioCall: twilioCall,

  Problem: problem.problemDocument,
  ErrorCode: problem.errorCode,
};
