import * as z from "zod";
import { LANGUAGES } from "../language/language.ts";
import { geoMatch } from "../pool/geo_match.ts";
import { poolNumber } from "../pool/schema.ts";
import { announcement } from "./announcement.ts";
import { label } from "./label.ts";
import { labelKey } from "./label_key.ts";

const TEN_YEARS_SECONDS = 315_360_000;
const MAX_METADATA_BYTES = 16_384;

const person = z.strictObject({
  user_id: z.uuid().transform((id) => id.toLowerCase()).optional(),
  phone: z.string().min(1).max(64).optional(),
  label: label.optional(),
  proxy_number: poolNumber.optional(),
});

/** Somebody to connect: a user of the app, or (service only) a bare number. */
export const participantInput = person.refine(
  (input) => (input.user_id === undefined) !== (input.phone === undefined),
  "must have either user_id or phone",
);

const seconds = z.int().min(1).max(TEN_YEARS_SECONDS);
const time = z.iso.datetime({ offset: true });
const leakPolicy = z.enum(["allow", "warn", "redact", "block"]);
const language = z.enum(LANGUAGES);
const friendlyName = z.string().trim().min(1).max(255);
/** Any JSON. */
export const json = z.json();
const metadata = z.record(z.string(), json).refine(
  (value) => JSON.stringify(value).length <= MAX_METADATA_BYTES,
  `must not be larger than ${MAX_METADATA_BYTES} bytes`,
);

/** Who has the label of somebody before. */
const differentLabels = (people: { label?: string | undefined }[], context: z.RefinementCtx) => {
  const keys = people.map(({ label }) => label === undefined ? undefined : labelKey(label));
  keys.forEach((key, index) => {
    if (key === undefined || keys.indexOf(key) === index) return;
    context.addIssue({
      code: "custom",
      path: [index, "label"],
      message: "must differ from the other labels in more than case, spaces and punctuation",
    });
  });
};

const oneExpiry = {
  check: (input: { expires_in?: unknown; expires_at?: unknown }) =>
    input.expires_in === undefined || input.expires_at === undefined,
  error: { path: ["expires_at"], error: "must not be given together with expires_in" },
};

/** `POST /masking/conversations` */
export const conversationInput = z.strictObject({
  participants: z.array(participantInput).min(1).max(50).superRefine(differentLabels),
  label_messages: z.boolean().default(false),
  record_calls: z.boolean().default(false),
  pin_required: z.boolean().default(false),
  starts_at: time.nullable().default(null),
  expires_in: seconds.nullable().optional(),
  expires_at: time.nullable().optional(),
  extend_on_activity: seconds.nullable().default(null),
  max_expires_at: time.nullable().default(null),
  idle_timeout: seconds.nullable().default(null),
  mode: z.enum(["message", "voice", "message_and_voice"]).default("message"),
  ...geoMatch,
  sticky: z.enum(["prefer", "avoid"]).default("prefer"),
  leak_policy: leakPolicy.default("allow"),
  language: language.nullable().default(null),
  announcement: announcement.nullable().optional(),
  friendly_name: friendlyName.nullable().default(null),
  metadata: metadata.default({}),
}).refine(oneExpiry.check, oneExpiry.error)
  .refine((input) => input.extend_on_activity === null || input.max_expires_at !== null, {
    path: ["max_expires_at"],
    error: "must be given together with extend_on_activity",
  });

/** `PATCH /masking/conversations/{id}` */
export const conversationChanges = z.strictObject({
  expires_in: seconds.nullable().optional(),
  expires_at: time.nullable().optional(),
  starts_at: time.nullable().optional(),
  extend_on_activity: seconds.nullable().optional(),
  max_expires_at: time.nullable().optional(),
  idle_timeout: seconds.nullable().optional(),
  label_messages: z.boolean().optional(),
  record_calls: z.boolean().optional(),
  pin_required: z.boolean().optional(),
  status: z.enum(["closed", "active"]).optional(),
  leak_policy: leakPolicy.optional(),
  language: language.nullable().optional(),
  announcement: announcement.nullable().optional(),
  friendly_name: friendlyName.nullable().optional(),
  metadata: metadata.optional(),
}).refine(oneExpiry.check, oneExpiry.error)
  .refine((changes) => Object.keys(changes).length > 0, "must change something");

/** `POST /masking/conversations/{id}/participants` */
export const newParticipantInput = person.extend(geoMatch).refine(
  (input) => (input.user_id === undefined) !== (input.phone === undefined),
  "must have either user_id or phone",
);

/** `PATCH /masking/conversations/{id}/participants/{participant_id}` */
export const participantChanges = z.strictObject({ phone: z.string().min(1).max(64) });

/** `POST /masking/conversations/{id}/messages`; 1,600 characters are the carrier's limit (Twilio error 21617). */
const newMessage = z.strictObject({ body: z.string().min(1).max(1600) });
export const messageInput = {
  user: newMessage,
  service: newMessage.extend({
    participant_id: z.uuid().transform((id) => id.toLowerCase()).optional(),
  }),
};

/** `POST /masking/conversations/{id}/calls`: a user is called, the service says who is. */
export const callInput = {
  user: z.strictObject({}),
  service: z.strictObject({ participant_id: z.uuid().transform((id) => id.toLowerCase()) }),
};

/** `POST /masking/clients/{client_id}/masked-phone`; the service also says whose client it is. */
export const clientPhoneInput = z.strictObject({
  phone: z.string().min(1).max(64),
  label: label.optional(),
  owner_user_id: z.uuid().transform((id) => id.toLowerCase()).optional(),
});

/** Query of the lists. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number({ error: "must be a number" }).int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
});
export const conversationQuery = pageQuery.extend({
  status: z.enum(["active", "closed"]).optional(),
});

export const uuid = z.uuid().transform((id) => id.toLowerCase());

/** An app's own id of one of its clients. */
export const clientId = z.string().regex(
  /^[A-Za-z0-9_.:-]{1,128}$/,
  "must have 1 to 128 letters, digits, dots, dashes, colons or underscores",
);

export const clientOwnerQuery = z.strictObject({ owner_user_id: uuid.optional() });
