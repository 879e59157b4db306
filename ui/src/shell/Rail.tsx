import { ArrowLeftRight, Building2, CalendarDays, ChartColumn, ClipboardList, ContactRound, MoonStar, Network, PencilLine, RefreshCw, Store, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";

import { keyOf } from "../keyboard/useAction";
import type { Desk } from "../router/route";
import styles from "./shell.module.css";

const ICONS: Record<Desk, LucideIcon> = {
  capture: PencilLine,
  leads: ContactRound,
  day: CalendarDays,
  evening: MoonStar,
  hq: Network,
  sync: RefreshCw,
  lists: ArrowLeftRight,
  booth: Store,
  reports: ChartColumn,
  book: Building2,
  fair: ClipboardList,
};

export function Rail({ desks, here }: { desks: readonly Desk[]; here: Desk }) {
  const { t } = useTranslation();
  return (
    <nav className={styles.rail} aria-label={t("shell.desks")}>
      {desks.map((desk) => {
        const Icon = ICONS[desk];
        const key = keyOf(`go.${desk}`);
        return (
          <a key={desk} href={`#/${desk}`} className={styles.desk} aria-current={desk === here ? "page" : undefined} aria-keyshortcuts={key}>
            <Icon size={16} aria-hidden="true" />
            <span className={styles.deskName}>{t(`desk.${desk}`)}</span>
            <span className={styles.hint} aria-hidden="true">
              {key}
            </span>
          </a>
        );
      })}
    </nav>
  );
}
