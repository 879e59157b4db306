import styles from "./qr.module.css";

/** Modules of light around a code, without which no camera finds it. */
const QUIET = 4;

/** A QR code: dark on light, whatever the window's colours are. Every module has as many whole pixels as `room` allows. */
export function QrCode({ rows, room, label }: { rows: readonly string[]; room: number; label: string }) {
  const side = rows.length + 2 * QUIET;
  const drawn = side * Math.max(1, Math.floor(room / side));
  return (
    <div className={styles.room} style={{ width: room, height: room }}>
      <svg className={styles.code} width={drawn} height={drawn} viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges" role="img" aria-label={label}>
        <rect width={side} height={side} fill="#ffffff" />
        <path d={dark(rows)} fill="#000000" />
      </svg>
    </div>
  );
}

/** Runs of dark modules, row by row. */
export function dark(rows: readonly string[]): string {
  const runs: string[] = [];
  rows.forEach((row, top) => {
    for (const { 0: run, index } of row.matchAll(/#+/g)) runs.push(`M${index + QUIET} ${top + QUIET}h${run.length}v1h-${run.length}z`);
  });
  return runs.join("");
}
