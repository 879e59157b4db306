import { useState } from "react";
import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { Badge, Empty, Notice, Panel, partStyles, type Tone } from "../design/parts";
import { ReasonDialog } from "../design/ReasonDialog";
import { PackagePage } from "../evening/PackagePage";
import { TYPED_MIN, matching } from "../evening/code";
import { failed, useCommand, type PackageRow } from "../host";
import { dayName, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useKept } from "../shell/kept";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";

const TONES: Record<string, Tone> = { in_time: "good", open: "plain", sealed_in_time_sent_late: "warn", late: "bad", missing: "bad" };

/** How many wait for headquarters' word: on a delay, or on what a package that is missing or came late calls for. */
export function unanswered(rows: readonly PackageRow[]): number {
  return rows.filter((row) => row.proposal === "open").length;
}

/** Day packages received, late and missing; whether one that was sealed in time and came late is excused (FAIR-08, D4). */
export function Packages({ rows, onProposal }: { rows: readonly PackageRow[]; onProposal: (fair: string) => void }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const at = (ms: number | null) => (ms === null ? "—" : moment(ms, words.nowMs, words));
  const [opened, setOpened] = useKept<PackageRow | undefined>("hq/package", undefined);
  const [typed, setTyped] = useState("");
  const match = matching(rows.map((row) => row.package), typed);
  const found = typeof match === "object" ? match.hash : "";
  if (opened) return <PackagePage desk="hq" fair={opened.fair} day={opened.day} hash="" onClose={() => setOpened(undefined)} />;
  if (rows.length === 0) return <Empty>{t("hq.noPackages")}</Empty>;
  return (
    <div className={styles.scroll}>
      <Panel title={t("hq.tab.packages")}>
        <div className={partStyles.line} data-end="true">
          <TextField label={t("package.compare")} hint={t("package.compareHint", { least: TYPED_MIN })} value={typed} onChange={setTyped} size={42} />
        </div>
        {match === "none" ? <Notice tone="bad">{t("package.noMatch")}</Notice> : null}
        {match === "short" ? <Notice>{t("package.short", { least: TYPED_MIN })}</Notice> : null}
        {rows.some((row) => row.status === "missing") ? <Notice tone="warn">{t("package.missingSay")}</Notice> : null}
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t("evening.fair")}</th>
              <th>{t("evening.day")}</th>
              <th>{t("penalty.supervisor")}</th>
              <th>{t("hq.status")}</th>
              <th className={styles.number}>{t("evening.cards")}</th>
              <th>{t("hq.sealed")}</th>
              <th>{t("penalty.received")}</th>
              <th>{t("common.reason")}</th>
              <th>{t("penalty.excuse")}</th>
              <th>{t("penalty.tab")}</th>
              <th>{t("package.content")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.fair}/${row.day}`}>
                <td>
                  <Said text={row.fairName} max={60} />
                </td>
                <td>{dayName(row.day, i18n.language)}</td>
                <td>
                  <Said text={row.supervisorName} max={40} />
                </td>
                <td>
                  <Badge tone={TONES[row.status] ?? "plain"}>{t(`package.${row.status}`, { defaultValue: row.status })}</Badge>
                </td>
                <td className={styles.number}>{row.cards}</td>
                <td>{at(row.sealedMs)}</td>
                <td>{at(row.receivedMs)}</td>
                <td>
                  <Said text={row.reason} max={300} />
                </td>
                <td>
                  <Excuse row={row} />
                </td>
                <td>
                  {row.proposal === "" ? (
                    "—"
                  ) : (
                    <Button small onPress={() => onProposal(row.fair)} aria-label={t("hq.proposalOf", { stage: t(`hq.proposal.${row.proposal}`), fair: inSentence(row.fairName, 40), day: dayName(row.day, i18n.language) })}>
                      {t(`hq.proposal.${row.proposal}`)}
                    </Button>
                  )}
                </td>
                <td>
                  {row.package === "" ? null : (
                    <Button small onPress={() => setOpened(row)} aria-label={t("package.openOf", { fair: inSentence(row.fairName, 40), day: dayName(row.day, i18n.language) })}>
                      {t("package.openIt")}
                    </Button>
                  )}{" "}
                  {row.package !== "" && row.package === found ? <Badge tone="good">{t("package.match")}</Badge> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  );
}

/** Sealed in time is half of it: whether the delay on the way is excused, headquarters says (J5). */
function Excuse({ row }: { row: PackageRow }) {
  const { t } = useTranslation();
  const { roles } = useSession();
  const [asked, setAsked] = useState<boolean | null>(null);
  const excuse = useCommand("package_excuse");
  const close = () => setAsked(null);
  if (row.status !== "sealed_in_time_sent_late") return <>—</>;
  const { fair, day } = row;
  return (
    <>
      {row.excused === null ? null : (
        <div>
          <Badge tone={row.excused ? "good" : "bad"}>{t(row.excused ? "penalty.excused" : "penalty.notExcused")}</Badge>{" "}
          <Said text={row.excuse?.text ?? ""} max={120} />
        </div>
      )}
      {roles.includes("hq") ? (
        <div className={styles.pairButtons}>
          {row.excused === true ? null : (
            <Button small onPress={() => setAsked(true)}>
              {t("penalty.doExcuse")}
            </Button>
          )}
          {row.excused === false ? null : (
            <Button small onPress={() => setAsked(false)}>
              {t("penalty.doNotExcuse")}
            </Button>
          )}
        </div>
      ) : null}
      {asked === null ? null : (
        <ReasonDialog
          title={t(asked ? "penalty.doExcuse" : "penalty.doNotExcuse")}
          explain={t("penalty.excuseExplain")}
          confirm={t(asked ? "penalty.doExcuse" : "penalty.doNotExcuse")}
          open
          required
          pending={excuse.isPending}
          failure={failed(excuse)}
          onClose={close}
          onConfirm={(reason) => excuse.mutate({ fair, day, excused: asked, reason }, { onSuccess: close })}
        />
      )}
    </>
  );
}
