/** What a browser may do with the console: its own scripts and styles, the stack's API, and pictures of the stack's. */
export function pageHeaders(stack: { apiUrl: string; simulatorUrl: string }): [string, string][] {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${stack.apiUrl}`,
    `img-src 'self' data: blob: ${stack.apiUrl} ${stack.simulatorUrl}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return [
    ["content-security-policy", policy.join("; ")],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ["referrer-policy", "no-referrer"],
    ["x-content-type-options", "nosniff"],
  ];
}
