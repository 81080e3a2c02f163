export type * from "./api_types.ts";
export { ERROR_CODES } from "./error_codes.ts";
export { createMaskline, type Maskline, type MasklineOptions } from "./create_maskline.ts";
export type { CallOptions, PageOptions, SupabaseLike } from "./create_call.ts";
export { isMasklineError, MasklineError, type MasklineErrorCode } from "./maskline_error.ts";
