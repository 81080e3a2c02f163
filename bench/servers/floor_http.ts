/** The least that answers a webhook: reads the body, answers an empty TwiML. */
export default {
  async fetch(request: Request): Promise<Response> {
    await request.text();
    return new Response("<Response/>", { headers: { "content-type": "text/xml" } });
  },
};
