/** What the examples of the document speak of. A test that replays them puts real ones in their place. */
export const EXAMPLE = {
  conversationId: "9160591f-ea7d-4533-af9a-f9fc1b6cd32b",
  driverId: "f5c5794a-7dd8-40be-a6c9-fa411e3a4b8c",
  riderId: "7474ee0b-8e97-494c-8933-b55fa5fc0388",
  messageId: "9287b25c-65da-40c2-b631-b82362eaaa04",
  forwardId: "4cb5ef88-f407-461b-92db-940d7c5ba31c",
  callId: "7c3a5d0e-5a0a-4b0e-9d5f-3f3b1c0e8a11",
  userId: "6a98b9f6-993c-4930-9fac-3dc3a2c21f36",
  otherUserId: "c0a7a1c2-7d2b-4b57-9f0c-0d1f7a3f5e21",
  phoneNumberId: "0d4dbe4d-9d5c-49e4-9e8e-0a1d8f2b7f6c",
  optOutId: "0b8f6d0e-9a5c-4a0c-9d55-5b2f3f1f7b1a",
  legalHoldId: "51e3e229-8264-49e6-b886-3aab40544ba0",
  purchaseId: "5b0a41cf-3b51-4c84-a1c5-0cbd4f0a4c55",
  eventId: "0f1c8a52-3f0d-4d5b-8a43-6a2f2f6f0c11",
  receiptId: "40bfa1ce-3a64-4911-b4d1-a00bfa535b80",
  requestId: "8a654ff8-34d6-4646-8661-d3606dd83418",
  subject: "LiyofiFfJwpsim_sHu8yeaIZJPDGsxjXtg9-uOEAUFc",
  keyId: "cJmeQf5x",
  previousKeyId: "0vWQ4zAh",
  driverPhone: "+14155550141",
  riderPhone: "+14155550142",
  dispatcherPhone: "+14155550143",
  newPhone: "+14155550144",
  ownPhone: "+14155550161",
  maskedNumber: "+14155550118",
  poolNumber: "+14155550119",
  mediaToken: "AZqk3Yp1Q2aYfH9xkT0jVwAAAAEB9m3Xn0c1m5YwQx2v7sQ",
  voicemailKey: "q3Xw1F0v2n8mR5tYc7uKZ4aLd9pGh6sE0jBxN1oVfWQ",
  code: "123456",
} as const;

/** Moments of the examples, in their order. */
export const AT = {
  created: "2026-11-21T07:01:36.396984+00:00",
  sent: "2026-11-21T07:02:17.947737+00:00",
  delivered: "2026-11-21T07:02:17.998911+00:00",
  expires: "2026-11-28T07:01:36.396+00:00",
} as const;
