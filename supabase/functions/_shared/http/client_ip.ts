/**
 * The address that a limit counts by: Cloudflare's own header, which a client cannot set through it, else the first hop of
 * `x-forwarded-for` (Supabase, "Rate limiting Edge Functions").
 */
export function clientIp(request: Request): string {
  const forwarded = request.headers.get("cf-connecting-ip") ??
    request.headers.get("x-forwarded-for")?.split(",")[0] ?? "";
  const ip = forwarded.trim();
  return /^[0-9a-fA-F.:]{2,45}$/.test(ip) ? ip.toLowerCase() : "unknown";
}
