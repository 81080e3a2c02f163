/** A function that does nothing: what any process costs. */
export default { fetch: () => new Response("{}") };
