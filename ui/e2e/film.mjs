/** What a browser's camera sees, as a film in a file that Chromium plays in a camera's place. */
import { writeFileSync } from "node:fs";

const [WIDTH, HEIGHT] = [1280, 720];
const HEAD = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`;

/** Arguments of a Chromium whose camera sees a file; it asks nobody whether it may. */
export const filming = (file) => ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${file}`];

/** A film of one frame: a picture (PNG) as a camera sees it that is held a little askew, or a grey wall. */
export async function film(file, page, png) {
  const grey = png ? Buffer.from(await page.evaluate(seen, { png: png.toString("base64"), width: WIDTH, height: HEIGHT }), "base64") : Buffer.alloc(WIDTH * HEIGHT, 128);
  const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  // In place: a browser that plays it goes on with what is in it now.
  writeFileSync(file, Buffer.concat([Buffer.from(HEAD), Buffer.from("FRAME\n"), grey, colours]), { flag: "r+" });
}

/** In the page: the picture's grey pixels. */
async function seen({ png, width, height }) {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#404040";
  paper.fillRect(0, 0, width, height);
  paper.translate(width / 2, height / 2);
  paper.rotate(0.06);
  paper.filter = "blur(0.6px)";
  paper.drawImage(image, -310, -310, 620, 620);
  const { data } = paper.getImageData(0, 0, width, height);
  let text = "";
  for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at]);
  return btoa(text);
}
