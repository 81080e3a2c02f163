import { until } from "../../../local/process/until.ts";
import type { TestStack } from "./test_stack.ts";

/** Waits until a text with a link of this shape has come to the phone; what the shape found in it. */
export async function linkTo(
  { arrived }: Pick<TestStack, "arrived">,
  phone: string,
  shape: RegExp,
): Promise<RegExpExecArray> {
  return await until("a link arrives", async () => {
    const texts = await arrived(phone);
    return texts.map(({ body }) => shape.exec(body)).find((found) => found !== null);
  });
}
