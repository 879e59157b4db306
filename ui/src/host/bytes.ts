/** Bytes on their way through the door, which takes text. */
import { CallFailed } from "./failure";

const CHUNK = 0x6000;

/** Bytes as base64, piece by piece: a function takes only so many arguments. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  // A multiple of three, so that no piece but the last ends in padding.
  for (let at = 0; at < bytes.length; at += CHUNK) text += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return text;
}

/**
 * A chosen or dropped file in base64. It may be gone by the time it is read: a stick that was pulled out, a folder
 * that was tidied up.
 */
export async function fileData(file: Pick<File, "arrayBuffer">): Promise<string> {
  const bytes = await file.arrayBuffer().catch(() => {
    throw new CallFailed({ code: "file.gone", args: {} });
  });
  return base64(new Uint8Array(bytes));
}
