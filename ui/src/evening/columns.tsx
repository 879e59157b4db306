import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";

import { TwoLines, gridStyles, type Column } from "../design/Grid";
import { Badge, partStyles } from "../design/parts";
import type { EveningCard } from "../host";
import { moment, time } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { namelessRow } from "../leads/name";
import { rowOwner } from "../leads/owner";
import { useProjected } from "../shell/projected";
import { inSentence, safeText } from "../text/safe";
import { Said } from "../text/Said";
import type { Judgement } from "./CardsDesk";

const JUDGEMENTS: readonly Judgement[] = ["valuable", "ordinary", "worthless"];

/** What is read from the last row: what the meeting decides, and who signed stands under the customer. */
const ON_THE_WALL: readonly string[] = ["customer", "territory", "judgement", "owner"];

interface Deeds {
  ticked: ReadonlySet<string>;
  /** Cards that came or were judged after the day was sealed: not in the sealed package. */
  afterSeal: ReadonlySet<string>;
  onTick: (card: EveningCard) => void;
  onJudge: ((card: EveningCard, judgement: Judgement) => void) | undefined;
}

export function useCardColumns({ ticked, afterSeal, onTick, onJudge }: Deeds): Column<EveningCard>[] {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const projected = useProjected();
  const judgementSize = projected ? "13em" : i18n.language === "en" ? "194px" : "150px";
  const columns: Column<EveningCard>[] = [
    {
      id: "tick",
      name: "✓",
      size: "16px",
      cell: (card) => (
        <span className={gridStyles.tick} data-on={ticked.has(card.row.card)} onClick={() => onTick(card)} aria-hidden="true">
          {ticked.has(card.row.card) ? <Check size={12} /> : null}
        </span>
      ),
    },
    {
      id: "customer",
      name: projected ? t("field.company") : t("leads.customer"),
      size: projected ? "minmax(8em, 5fr)" : "minmax(250px, 5fr)",
      cell: ({ row, matter }) => (
        <TwoLines
          first={
            <span title={safeText(row.company, 300)}>
              <Said text={row.company} max={120} empty={namelessRow(row, t)} />
            </span>
          }
          second={
            <>
              {afterSeal.has(row.card) ? <Badge tone="warn">{t("evening.afterSeal")}</Badge> : null}{" "}
              {projected ? <>{inSentence(row.signer, 40)} {moment(row.signedMs, words.nowMs, words)}</> : row.erased ? null : (
                <>
                  <Said text={row.person} max={40} /> · <Said text={matter} max={120} />
                </>
              )}
            </>
          }
        />
      ),
    },
    {
      id: "signer",
      name: t("evening.signer"),
      size: "66px",
      // Which day it is stands above; its date would leave no room for the time, which is what decides.
      cell: ({ row }) => <TwoLines first={<Said text={row.signer} max={40} />} second={time(row.signedMs, words)} />,
    },
    {
      id: "territory",
      name: t("evening.territory"),
      size: projected ? "4em" : "66px",
      cell: ({ ruling }) => (
        <Badge tone={ruling.territory === "in" ? "plain" : "warn"}>{t(`territory.short.${ruling.territory}`)}</Badge>
      ),
    },
    {
      id: "countersigned",
      name: t("evening.countersigned"),
      size: "minmax(44px, 58px)",
      cell: (card) =>
        card.countersigned ? (
          <span aria-label={t("card.countersigned")}>✓</span>
        ) : (
          <span className={partStyles.muted}>{card.mayCountersign ? "—" : t("evening.ownCard")}</span>
        ),
    },
    {
      id: "judgement",
      name: t("evening.judgement"),
      size: judgementSize,
      cell: (card) =>
        onJudge ? (
          <span className={gridStyles.judge}>
            {JUDGEMENTS.map((judgement) => (
              <button
                key={judgement}
                type="button"
                tabIndex={-1}
                data-on={card.judgement === judgement}
                aria-pressed={card.judgement === judgement}
                onClick={() => onJudge(card, judgement)}
              >
                {t(`judgement.${judgement}`)}
              </button>
            ))}
          </span>
        ) : (
          t(`judgement.${card.judgement || "none"}`)
        ),
    },
    {
      id: "owner",
      name: t("leads.owner"),
      size: projected ? "minmax(5em, 1fr)" : "minmax(76px, 1fr)",
      cell: ({ row, ruling }) => (
        <TwoLines
          first={rowOwner(row, t)}
          second={row.ownerKind !== "person" && ruling.proposalName ? t("evening.proposed", { name: inSentence(ruling.proposalName, 40) }) : undefined}
        />
      ),
    },
  ];
  return projected ? columns.filter(({ id }) => ON_THE_WALL.includes(id)) : columns;
}
