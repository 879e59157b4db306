import { useTranslation } from "react-i18next";

import { ActionButton } from "../design/Button";
import { Badge, Facts, FailureNotice, Notice, partStyles, type Tone } from "../design/parts";
import { QrCode } from "../design/QrCode";
import { failed, useCall, type PackageCard, type PackageView } from "../host";
import { dayName, list, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useAction } from "../keyboard/useAction";
import { namelessRow } from "../leads/name";
import { rowOwner } from "../leads/owner";
import { FileResult, FileWorking } from "../reports/FileState";
import { useFile } from "../reports/useFile";
import { usePrint } from "../reports/usePrint";
import { useKept } from "../shell/kept";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { printedCode } from "./code";
import styles from "./package.module.css";
import { Written } from "./steps/Record";

const CHECKS: Record<string, Tone> = { whole: "good", lacking: "warn", differs: "bad" };
const CODE_ROOM = 132;

/** A sealed package as it is printed in the evening and opened at headquarters (E4). */
export function PackagePage({ desk, fair, day, hash, onClose }: { desk: "evening" | "hq"; fair: string; day: string; hash: string; onClose: () => void }) {
  const opened = useCall("package", { fair, day, package: hash });
  const input = { form: "package", fair, day, person: "", card: "", package: hash };
  const [folder] = useKept("reports/folder", "");
  const file = useFile(input, folder);
  const printing = usePrint(input);
  useAction(`${desk}.closePackage`, onClose);
  useAction(`${desk}.print`, printing.print, opened.data !== undefined && !printing.pending);
  useAction(`${desk}.pdf`, () => file.write("pdf"), opened.data !== undefined && !file.pending);
  return (
    <div className={styles.screen}>
      <div className={`${partStyles.line} ${styles.bar}`}>
        <ActionButton id={`${desk}.closePackage`} autoFocus />
        <ActionButton id={`${desk}.print`} look="primary" isDisabled={!opened.data} />
        <ActionButton id={`${desk}.pdf`} isDisabled={!opened.data || file.pending} />
        <FileWorking file={file} on={opened.isPending || printing.pending} />
      </div>
      <FileResult file={file} />
      <FailureNotice failure={failed(opened) ?? printing.failure} />
      {opened.data ? <Sheet view={opened.data} mark={printing.mark} /> : null}
    </div>
  );
}

function Sheet({ view, mark }: { view: PackageView; mark: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const code = useCall("package_code", { package: view.seal.package });
  const at = (ms: number) => moment(ms, words.nowMs, { ...words, dated: true });
  return (
    <article className={styles.sheet} aria-label={t("package.title")}>
      <header className={styles.top}>
        <div>
          <h1>{t("package.title")}</h1>
          <p>
            <strong>
              <Said text={view.fairName} max={80} />
            </strong>{" "}
            · {dayName(view.day, words.language)} · <Said text={view.place} max={40} />
          </p>
          <p>{t("package.by", { name: inSentence(view.supervisor, 40), at: at(view.seal.atMs) })}</p>
          <p>{view.seal.receivedMs === null ? t("package.notReceived") : t("package.received", { at: at(view.seal.receivedMs) })}</p>
          {view.seal.reason ? (
            <p>
              {t("package.reason")} <Said text={view.seal.reason} max={400} />
            </p>
          ) : null}
          <p className={styles.screenOnly}>
            <Badge tone={CHECKS[view.check] ?? "plain"}>{t(`package.check.${view.check}`, { lacking: view.lacking })}</Badge>
          </p>
        </div>
        <figure className={styles.code}>
          {code.data ? <QrCode rows={code.data} room={CODE_ROOM} label={t("package.qr")} /> : null}
        </figure>
      </header>
      <p className={styles.hash}>
        {t("package.code")} <code>{printedCode(view.seal.package)}</code>
      </p>
      <Counts view={view} />
      <h2>{t("package.discussion")}</h2>
      {view.discussion ? <Written discussion={view.discussion} /> : <p>{t("package.noDiscussion")}</p>}
      {view.absent.length > 0 ? <p>{t("package.absent", { names: list(view.absent.map((name) => inSentence(name, 40)), words.language) })}</p> : null}
      <h2>{t("package.cards")}</h2>
      <Cards cards={view.cards} />
      {view.lacking > 0 ? <Notice tone="warn">{t("package.lacking", { count: view.lacking })}</Notice> : null}
      <h2>{t("package.losses")}</h2>
      <Losses view={view} />
      <footer className={styles.signatures}>
        <span>{t("package.signature", { name: inSentence(view.supervisor, 40) })}</span>
        <span>{t("package.signedOn")}</span>
      </footer>
      <p className={partStyles.small}>{mark}</p>
    </article>
  );
}

function Counts({ view: { cards } }: { view: PackageView }) {
  const { t } = useTranslation();
  const count = (which: (card: PackageCard) => boolean) => String(cards.filter(which).length);
  return (
    <Facts
      rows={[
        [t("package.total"), String(cards.length)],
        [t("package.byTerritory"), t("package.territories", { in: count((c) => c.territory === "in"), out: count((c) => c.territory === "out"), unknown: count((c) => c.territory === "unknown") })],
        [t("package.byJudgement"), t("package.judgements", { valuable: count((c) => c.judgement === "valuable"), ordinary: count((c) => c.judgement === "ordinary"), worthless: count((c) => c.judgement === "worthless"), none: count((c) => c.judgement === "") })],
        [t("package.duplicates"), count((c) => c.customersCards > 1)],
        [t("package.uncountersigned"), count((c) => c.countersignedBy.length === 0)],
      ]}
    />
  );
}

function Cards({ cards }: { cards: readonly PackageCard[] }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t("package.number")}</th>
          <th>{t("field.company")}</th>
          <th>{t("evening.signer")}</th>
          <th>{t("evening.territory")}</th>
          <th>{t("evening.judgement")}</th>
          <th>{t("package.duplicate")}</th>
          <th>{t("leads.owner")}</th>
          <th>{t("evening.countersigned")}</th>
        </tr>
      </thead>
      <tbody>
        {cards.map((card) => (
          <tr key={card.row.card}>
            <td>{card.row.number || card.row.register}</td>
            <td>
              <Said text={card.row.company} max={120} empty={namelessRow(card.row, t)} />
            </td>
            <td>
              <Said text={card.row.signer} max={40} /> {moment(card.row.signedMs, words.nowMs, words)}
            </td>
            <td>{t(`territory.short.${card.territory}`)}</td>
            <td>{t(`judgement.${card.judgement || "none"}`)}</td>
            <td>{card.customersCards < 2 ? "—" : t(card.effective ? "package.counts" : "package.helps", { of: card.customersCards })}</td>
            <td>
              {rowOwner(card.row, t)}
              {card.row.ownerKind !== "person" && card.proposalName ? ` ${t("evening.proposed", { name: inSentence(card.proposalName, 40) })}` : ""}
            </td>
            <td>{card.countersignedBy.length === 0 ? "—" : list(card.countersignedBy.map((name) => inSentence(name, 40)), words.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Losses({ view: { losses } }: { view: PackageView }) {
  const { t, i18n } = useTranslation();
  if (losses.length === 0) return <p>{t("package.noLosses")}</p>;
  return (
    <ul>
      {losses.map((loss) => {
        const said = [
          loss.notStated ? t("evening.notStated") : "",
          loss.late ? t("evening.late") : "",
          loss.drafts > 0 ? t("counted.drafts", { count: loss.drafts }) : "",
          loss.gaps > 0 ? t("evening.gaps", { count: loss.gaps }) : "",
        ];
        return (
          <li key={loss.name}>
            <strong>
              <Said text={loss.name} max={40} />
            </strong>{" "}
            {list(said.filter(Boolean), i18n.language)}
          </li>
        );
      })}
    </ul>
  );
}
