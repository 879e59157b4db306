/** Pictures on their way to Rust: grey pixels of a camera, bytes of a file. Pure. */

/** One byte for each pixel from four, by how light the eye sees the colours. */
export function grey(rgba: Uint8ClampedArray): Uint8Array {
  const pixels = new Uint8Array(rgba.length / 4);
  for (let at = 0; at < pixels.length; at += 1) {
    const from = at * 4;
    pixels[at] = ((rgba[from] ?? 0) * 77 + (rgba[from + 1] ?? 0) * 150 + (rgba[from + 2] ?? 0) * 29) >> 8;
  }
  return pixels;
}

const CHUNK = 0x6000;

/** Bytes as base64, piece by piece: a function takes only so many arguments. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  // A multiple of three, so that no piece but the last ends in padding.
  for (let at = 0; at < bytes.length; at += CHUNK) text += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return text;
}

/** The square in the middle of a picture, no larger than `most` when it is drawn. */
export function square(width: number, height: number, most: number): { left: number; top: number; side: number; drawn: number } {
  const side = Math.min(width, height);
  return { left: (width - side) / 2, top: (height - side) / 2, side, drawn: Math.min(side, most) };
}
