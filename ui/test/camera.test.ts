import { expect, test } from "vitest";

import { grey, square } from "../src/camera/grey";
import { base64, fileData } from "../src/host/bytes";
import { dark } from "../src/design/QrCode";

test("grey is how light the eye sees a colour", () => {
  const rgba = new Uint8ClampedArray([0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 255, 0, 255, 0, 255]);
  const [black, white, red, green] = grey(rgba);
  expect([black, white]).toEqual([0, 255]);
  expect(Number(green)).toBeGreaterThan(Number(red));
});

test("bytes of any length come back from base64", () => {
  for (const length of [0, 1, 2, 3, 0x6000 - 1, 0x6000, 0x6001, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 7) % 256);
    expect(Uint8Array.from(atob(base64(bytes)), (letter) => letter.charCodeAt(0)), String(length)).toEqual(bytes);
  }
});

test("the camera's square is in the middle, and no larger than is of use", () => {
  expect(square(1280, 720, 960)).toEqual({ left: 280, top: 0, side: 720, drawn: 720 });
  expect(square(1080, 1920, 960)).toEqual({ left: 0, top: 420, side: 1080, drawn: 960 });
});

test("a code is drawn in runs, with a quiet zone around it", () => {
  expect(dark(["## #", "    ", "   #"])).toBe("M4 4h2v1h-2zM7 4h1v1h-1zM7 6h1v1h-1z");
});

test("a file that is gone by the time it is read is a failure with words of its own", async () => {
  const gone = { arrayBuffer: () => Promise.reject(new DOMException("The object can not be found here.", "NotFoundError")) };
  await expect(fileData(gone)).rejects.toMatchObject({ failure: { code: "file.gone" } });
  expect(await fileData(new File(["卡"], "card.txt"))).toBe("5Y2h");
});
