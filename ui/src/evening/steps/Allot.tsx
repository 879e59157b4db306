import { use, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import styles from "../../desk/desk.module.css";
import { PresentContext } from "../../desk/present";
import { useAssignKey } from "../../desk/useAssignKey";
import { ActionButton } from "../../design/Button";
import { Grid, TwoLines, useFocusOnArrival, type Column, type GridHandle } from "../../design/Grid";
import { Badge, Empty, FailureNotice, Notice, partStyles } from "../../design/parts";
import { ReasonDialog } from "../../design/ReasonDialog";
import { call, type BulkRefused, type EveningCard, type EveningView, type Failure } from "../../host";
import { failureOf } from "../../host/failure";
import { failureText } from "../../i18n/failure";
import { moment } from "../../i18n/format";
import { useWords } from "../../i18n/useWords";
import { useAction } from "../../keyboard/useAction";
import { leadName, namelessRow } from "../../leads/name";
import { rowOwner } from "../../leads/owner";
import { go } from "../../router/route";
import { useKept } from "../../shell/kept";
import { useProjected } from "../../shell/projected";
import { inSentence } from "../../text/safe";
import { Said } from "../../text/Said";
import { CardDetail } from "../CardDetail";
import { customers, toAllot, uncontested } from "./steps";

/** One call is about so many: the laptop has other things to do between two. */
const AT_ONCE = 20;

/** In-territory customers with whom the rules propose; what nobody contests is accepted by one act (OWN-05, OWN-06). */
export function Allot({ view }: { view: EveningView }) {
  const { t } = useTranslation();
  const [active, setActive] = useKept(`evening/${view.fair}/${view.day}/allot`, 0);
  const grid = useRef<GridHandle>(null);
  const detail = useRef<HTMLElement>(null);
  const projected = useProjected();
  const rows = customers(view, (card) => card.ruling.territory === "in" && !card.unattended);
  const columns = useColumns();
  useFocusOnArrival(grid, rows.length > 0);
  const at = Math.min(active, rows.length - 1);
  const current = rows[at];
  const whyNot = useAssignKey("evening.assign", current, detail);
  if (!current) return <Empty>{t("meeting.allot.none")}</Empty>;
  return (
    <div className={styles.split}>
      <div className={styles.master}>
        <AcceptAll view={view} onDone={() => grid.current?.focus()} />
        {whyNot}
        <Shares rows={rows} />
        <div className={styles.fill}>
          <Grid
            ref={grid}
            label={t("evening.tab.allot")}
            columns={columns}
            count={rows.length}
            rowAt={(index) => rows[index]}
            nameOf={({ row }) => leadName(row, t)}
            active={at}
            onActive={setActive}
            onOpen={projected ? undefined : (card) => go("lead", card.row.card)}
            rowHeight={projected ? 72 : 44}
          />
        </div>
      </div>
      <aside ref={detail} className={styles.detail} aria-label={t("evening.detail")} tabIndex={projected ? 0 : undefined}>
        <CardDetail key={current.row.card} card={current} view={view} onAssigned={() => grid.current?.focus(at + 1)} />
      </aside>
    </div>
  );
}

/** How many each has by this evening (E6). */
function Shares({ rows }: { rows: readonly EveningCard[] }) {
  const { t } = useTranslation();
  const shares = new Map<string, number>();
  for (const { row } of rows) if (row.ownerKind === "person") shares.set(row.owner, (shares.get(row.owner) ?? 0) + 1);
  if (shares.size === 0) return null;
  return (
    <p className={partStyles.line}>
      {[...shares].map(([name, count]) => (
        <Badge key={name}>{t("meeting.allot.share", { name: inSentence(name, 40), number: count })}</Badge>
      ))}
    </p>
  );
}

interface Outcome {
  done: number;
  refused: BulkRefused[];
  failure?: Failure;
}

function AcceptAll({ view, onDone }: { view: EveningView; onDone: () => void }) {
  const { t } = useTranslation();
  const present = use(PresentContext);
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const agreed = uncontested(view);
  const contested = toAllot(view).length - agreed.length;
  useAction("evening.accept", () => setOpen(true), agreed.length > 0);
  const accept = async () => {
    setPending(true);
    const sum: Outcome = { done: 0, refused: [] };
    const cards = agreed.map((card) => card.row.card);
    try {
      for (let from = 0; from < cards.length; from += AT_ONCE) {
        const reply = await call("assign_proposed", { cards: cards.slice(from, from + AT_ONCE), discussion: present });
        sum.done += reply.done.length;
        sum.refused.push(...reply.refused);
      }
    } catch (thrown) {
      sum.failure = failureOf(thrown);
    }
    setPending(false);
    setOutcome(sum);
    setOpen(false);
    onDone();
  };
  return (
    <>
      <div className={partStyles.line}>
        <ActionButton id="evening.accept" small look="primary" isDisabled={agreed.length === 0} />
        <ActionButton id="evening.assign" small />
        <span className={partStyles.muted} role="status">
          {t("meeting.allot.left", { agreed: agreed.length, contested })}
        </span>
      </div>
      {outcome ? <Told outcome={outcome} /> : null}
      <ReasonDialog
        title={t("meeting.allot.title", { count: agreed.length })}
        confirm={t("meeting.allot.confirm")}
        open={open}
        required={false}
        pending={pending}
        failure={undefined}
        onClose={() => setOpen(false)}
        onConfirm={() => void accept()}
        explain={
          <div className={partStyles.stack}>
            <p>{t("meeting.allot.explain", { count: agreed.length })}</p>
            {contested > 0 ? <Notice>{t("meeting.allot.contested", { count: contested })}</Notice> : null}
          </div>
        }
      />
    </>
  );
}

function Told({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation();
  return (
    <>
      {outcome.done > 0 ? <Notice tone="good">{t("meeting.allot.done", { count: outcome.done })}</Notice> : null}
      {outcome.refused.map(({ card, row, failure }) => (
        <Notice key={card} tone="warn">
          {row ? inSentence(row.company, 60) || namelessRow(row, t) : ""} {failureText(failure, t)}
        </Notice>
      ))}
      <FailureNotice failure={outcome.failure} />
    </>
  );
}

function useColumns(): Column<EveningCard>[] {
  const { t } = useTranslation();
  const words = useWords();
  return [
    {
      id: "customer",
      name: t("field.company"),
      size: "minmax(220px, 5fr)",
      cell: ({ row, ruling }) => (
        <TwoLines
          first={<Said text={row.company} max={120} empty={namelessRow(row, t)} />}
          second={ruling.cards.length > 1 ? t("meeting.allot.cards", { count: ruling.cards.length }) : undefined}
        />
      ),
    },
    {
      id: "signer",
      name: t("evening.signer"),
      size: "minmax(76px, 1fr)",
      cell: ({ row }) => <TwoLines first={<Said text={row.signer} max={40} />} second={moment(row.signedMs, words.nowMs, words)} />,
    },
    {
      id: "proposal",
      name: t("assign.proposed"),
      size: "minmax(96px, 1fr)",
      cell: ({ ruling }) => inSentence(ruling.proposalName, 40) || "—",
    },
    {
      id: "owner",
      name: t("leads.owner"),
      size: "minmax(110px, 2fr)",
      cell: ({ row, ruling, contested }) => (
        <TwoLines
          first={rowOwner(row, t)}
          second={
            row.ownerKind === "person" ? (
              "deviation" in ruling.alerts ? <Badge tone="warn">{t("meeting.allot.deviates")}</Badge> : undefined
            ) : contested ? (
              <Badge tone="warn">{t(`meeting.contested.${contested}`, { defaultValue: contested })}</Badge>
            ) : undefined
          }
        />
      ),
    },
  ];
}
