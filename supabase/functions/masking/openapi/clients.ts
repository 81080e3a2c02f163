import { clientPhone } from "../../_shared/conversation/answer_schema.ts";
import { clientId, clientOwnerQuery, clientPhoneInput } from "../../_shared/conversation/schema.ts";
import { AT, EXAMPLE } from "../../_shared/openapi/example_values.ts";
import type { Operations } from "../../_shared/openapi/operation.ts";

const params = { client_id: clientId };
const client = { client_id: EXAMPLE.clientId };
const owner = { owner_user_id: EXAMPLE.userId };
const answer = {
  client_id: EXAMPLE.clientId,
  masked_phone: "+14155550114",
  conversation_id: EXAMPLE.conversationId,
  created_at: AT.created,
};

export const clients: Operations = {
  "/clients/:client_id/masked-phone": {
    GET: {
      id: "getClientPhone",
      summary: "Read the masked phone of a client",
      description: "The service says whose client it is.",
      callers: ["user", "service"],
      params,
      query: clientOwnerQuery,
      answers: { 200: { description: "The masked phone", schema: clientPhone } },
      errors: ["client_phone_not_found"],
      examples: { default: { params: client, query: owner, answer } },
    },
    POST: {
      id: "createClientPhone",
      summary: "Give a client a masked phone",
      description:
        "A number at which a user reaches one of the user's clients until it is deleted. " +
        "The service says whose client it is.",
      callers: ["user", "service"],
      params,
      body: clientPhoneInput,
      answers: {
        201: { description: "The masked phone", schema: clientPhone },
        200: { description: "The one that is there already", schema: clientPhone },
      },
      errors: [
        "masking_disabled",
        "phone_not_verified",
        "own_number",
        "number_taken",
        "people_blocked",
        "pool_exhausted",
        "wrong_encryption_key",
      ],
      examples: {
        default: { params: client, body: { phone: EXAMPLE.ownPhone, ...owner }, answer },
        repeated: {
          params: client,
          body: { phone: EXAMPLE.ownPhone, ...owner },
          status: 200,
          answer,
        },
      },
    },
    DELETE: {
      id: "deleteClientPhone",
      summary: "Delete the masked phone of a client",
      description: "Closes its conversation. The service says whose client it is.",
      callers: ["user", "service"],
      params,
      query: clientOwnerQuery,
      answers: { 204: { description: "It is deleted" } },
      errors: ["client_phone_not_found"],
      examples: { default: { params: client, query: owner } },
    },
  },
};
