/** Those between two neighbours only (RFC 9110, section 7.6.1), and those that the connection to the function sets anew. */
const OF_THE_CONNECTION = new Set([
  ...["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection"],
  ...["te", "trailer", "transfer-encoding", "upgrade", "expect", "host"],
]);

/** What says who the client is: only the gateway knows, so nobody else may say it. */
const OF_THE_GATEWAY = /^(x-forwarded-.*|forwarded|x-real-ip|true-client-ip|cf-.*)$/;

/** The headers with which a request goes on to a function. */
export function forwardedHeaders(headers: Headers, clientAddress: string): [string, string][] {
  const kept = [...headers].filter(([name]) =>
    !OF_THE_CONNECTION.has(name) && !OF_THE_GATEWAY.test(name)
  );
  return [
    ...kept,
    ["x-forwarded-for", clientAddress],
    ["x-forwarded-proto", "http"],
    ["x-forwarded-host", headers.get("host") ?? ""],
  ];
}

/** The headers with which a function's answer goes on to the client; `raw` as Node has them: name, value, name, value. */
export function answeredHeaders(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const [name, value] = [raw[i]!, raw[i + 1]!];
    if (!OF_THE_CONNECTION.has(name.toLowerCase())) headers.append(name, value);
  }
  return headers;
}
