import { AT, EXAMPLE } from "../../_shared/openapi/example_values.ts";

const conversation = { conversation_id: EXAMPLE.conversationId };
const delivered = { status: "delivered", sent_at: AT.sent, delivered_at: AT.delivered };

/** What is held about a driver who sent one text and got one. */
export const examplePersonExport = {
  subject: EXAMPLE.subject,
  exported_at: AT.delivered,
  phone_numbers: [],
  conversations: [{
    id: EXAMPLE.conversationId,
    status: "active",
    mode: "message",
    friendly_name: null,
    announcement: null,
    metadata: {},
    created_by_person: false,
    created_at: AT.created,
    expires_at: AT.expires,
    closed_at: null,
    closed_reason: null,
    seats: [{
      id: EXAMPLE.driverId,
      user_id: null,
      label: "Driver",
      phone: EXAMPLE.driverPhone,
      proxy_number: EXAMPLE.maskedNumber,
      joined_at: AT.created,
      left_at: null,
      muted_at: null,
    }],
  }],
  sent: [{
    id: EXAMPLE.messageId,
    ...conversation,
    direction: "inbound",
    sender_participant_id: EXAMPLE.driverId,
    only_to_participant_id: null,
    outcome: "forwarded",
    body: "I am outside",
    media: [],
    created_at: AT.sent,
    forwards: [{
      id: EXAMPLE.forwardId,
      recipient_participant_id: EXAMPLE.riderId,
      part: 1,
      ...delivered,
    }],
    policy: null,
  }],
  received: [{
    id: "296f7133-2078-4a0d-bfb5-bb9bc61c131c",
    ...conversation,
    body: "Coming",
    media: [],
    created_at: AT.sent,
    ...delivered,
  }],
  asked_about: [],
  calls: [],
  opt_outs: [],
  blocks: [],
  access: [
    {
      at: AT.delivered,
      actor: "service:default",
      action: "export_person",
      subject: EXAMPLE.subject,
    },
  ],
};
