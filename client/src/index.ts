export type * from "./api.gen.ts";
export { createAdmin, type MasklineAdmin } from "./create_admin.ts";
export { createMaskline, type Maskline, type MasklineOptions } from "./create_maskline.ts";
export type { CallOptions, PageOptions, SupabaseLike } from "./create_call.ts";
export { isMasklineError, MasklineError, type MasklineErrorCode } from "./maskline_error.ts";
