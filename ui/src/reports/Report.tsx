import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { FailureNotice, Working, partStyles } from "../design/parts";
import { failed, useCall, type ReportInput, type ReportView } from "../host";
import { PathField } from "../desk/PathField";
import { useAction } from "../keyboard/useAction";
import { ActionButton } from "../design/Button";
import { Cell } from "./Cell";
import { useKept } from "../shell/kept";
import { inSentence } from "../text/safe";
import { FileResult, FileWorking } from "./FileState";
import { Part } from "./Part";
import styles from "./reports.module.css";
import { useFile } from "./useFile";
import { usePrint } from "./usePrint";

/** One report: what it is about, its tables and charts, and the ways to take it out (SEC-06). */
export function Report({ input }: { input: ReportInput }) {
  const report = useCall("report", input);
  return (
    <>
      <Working on={report.isPending} />
      <FailureNotice failure={failed(report)} />
      {report.data ? <Sheet view={report.data} input={input} /> : null}
    </>
  );
}

/** What counts as taken out with it: cards, and lines of the notebook or the register. */
function taken({ cards, lines }: ReportView, t: TFunction) {
  const own = cards - lines;
  const parts = [own > 0 ? t("counted.cards", { count: own }) : "", lines > 0 ? t("counted.lines", { count: lines }) : ""];
  return parts.filter((part) => part !== "").join(t("ruling.joint"));
}

function Sheet({ view, input }: { view: ReportView; input: ReportInput }) {
  const { t, i18n } = useTranslation();
  const [folder, setFolder] = useKept("reports/folder", "");
  const file = useFile(input, folder);
  const printing = usePrint(input);
  const { mark } = printing;
  useAction("reports.print", printing.print, !printing.pending);
  useAction("reports.pdf", () => file.write("pdf"), !file.pending);
  useAction("reports.xlsx", () => file.write("xlsx"), !file.pending);
  const title = `reports.form.${view.form}`;
  return (
    <>
      <div className={styles.acts}>
        <ActionButton id="reports.print" look="primary" />
        <ActionButton id="reports.pdf" isDisabled={file.pending} />
        <ActionButton id="reports.xlsx" isDisabled={file.pending} />
        <FileWorking file={file} on={printing.pending} />
        <span className={partStyles.muted}>{view.cards > 0 ? t("reports.counts", { cards: taken(view, t) }) : null}</span>
      </div>
      <details className={styles.acts}>
        <summary>{folder.trim() === "" ? t("reports.place") : t("reports.placeChosen", { folder: inSentence(folder.trim(), 80) })}</summary>
        <PathField label={t("handIn.folder")} hint={t("lists.folderHint")} of={["folder"]} value={folder} onChange={setFolder} />
      </details>
      <FailureNotice failure={printing.failure} />
      <FileResult file={file} />
      <article className={styles.sheet} aria-label={t(title)} tabIndex={0} data-printed>
        <header className={styles.title}>
          <h2>
            {t(title, { lng: i18n.language === "en" ? "zh-CN" : i18n.language })} <small lang="en">{t(title, { lng: "en" })}</small>
          </h2>
          <p className={partStyles.muted}>{view.company}</p>
        </header>
        <dl className={styles.about}>
          {view.head.map((line) => (
            <div key={line.name}>
              <dt>{t(`reports.name.${line.name}`)}</dt>
              <dd>
                {line.cell.is === "nothing" ? "—" : <Cell cell={line.cell} />}
              </dd>
            </div>
          ))}
          <div>
            <dt>{t("reports.name.asOf")}</dt>
            <dd>
              <Cell cell={{ is: "at", of: view.asOfMs }} />
            </dd>
          </div>
        </dl>
        {view.parts.map((part) => (
          <Part key={part.name} part={part} mark={mark} />
        ))}
        {view.signatures.length > 0 ? (
          <ul className={styles.signatures}>
            {view.signatures.map((name) => (
              <li key={name}>{t(`reports.sign.${name}`)}</li>
            ))}
          </ul>
        ) : null}
        <p className={styles.mark}>{mark}</p>
      </article>
    </>
  );
}
