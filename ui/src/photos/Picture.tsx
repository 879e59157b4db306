import type { ReadingView } from "../host";
import { jpeg } from "./jpeg";
import styles from "./photos.module.css";
import { sight } from "./read";

interface Props {
  /** A JPEG in base64 that the host has made. */
  image: string;
  /** What was read on it; the lines are marked on the picture. */
  reading?: ReadingView | undefined;
  /** The field whose words are shown. */
  field?: string | undefined;
  label: string;
}

/** A card's photo, upright, with the words that were read on it marked. */
export function Picture({ image, reading, field, label }: Props) {
  if (!reading || reading.width === 0) return <img className={styles.picture} src={jpeg(image)} alt={label} />;
  const { width, height, lines } = reading;
  const { turn, box } = sight(width, height, lines, reading.state !== "done");
  const shown = reading.fields.find((one) => one.name === field)?.lines ?? [];
  return (
    <svg className={styles.picture} viewBox={box.join(" ")} role="img" aria-label={label} data-shown={shown.length}>
      <g transform={`rotate(${turn})`}>
        <image href={jpeg(image)} width={width} height={height} />
        {lines.map(({ corners }, at) => (
          <polygon key={at} className={styles.words} data-shown={shown.includes(at) || undefined} points={corners.join(" ")} />
        ))}
      </g>
    </svg>
  );
}
