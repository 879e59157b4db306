/** Pictures of a camera on their way to Rust, as grey pixels. Pure. */

/** One byte for each pixel from four, by how light the eye sees the colours. */
export function grey(rgba: Uint8ClampedArray): Uint8Array {
  const pixels = new Uint8Array(rgba.length / 4);
  for (let at = 0; at < pixels.length; at += 1) {
    const from = at * 4;
    pixels[at] = ((rgba[from] ?? 0) * 77 + (rgba[from + 1] ?? 0) * 150 + (rgba[from + 2] ?? 0) * 29) >> 8;
  }
  return pixels;
}

/** The square in the middle of a picture, no larger than `most` when it is drawn. */
export function square(width: number, height: number, most: number): { left: number; top: number; side: number; drawn: number } {
  const side = Math.min(width, height);
  return { left: (width - side) / 2, top: (height - side) / 2, side, drawn: Math.min(side, most) };
}
