const GSM_7 =
  /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/;
const TWO_SEPTETS = /[\^{}\\[~\]|€]/g;

/** How many segments a text takes: 160 septets or 70 UTF-16 units alone, 153 or 67 each in a row (Twilio docs: message segments). */
export function countSegments(body: string): number {
  const [length, alone, inARow] = GSM_7.test(body)
    ? [body.length + (body.match(TWO_SEPTETS)?.length ?? 0), 160, 153]
    : [body.length, 70, 67];
  return length <= alone ? 1 : Math.ceil(length / inARow);
}
