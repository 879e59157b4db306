import { useTranslation } from "react-i18next";

import { ActionButton } from "../design/Button";
import { FailureNotice, Notice, Working } from "../design/parts";
import { CopyPath } from "../desk/CopyPath";
import type { ReportFile } from "./useFile";

/** How far a file is, beside the buttons that ask for it. */
export function FileWorking({ file, on }: { file: ReportFile; on: boolean }) {
  const { t } = useTranslation();
  const { percent } = file;
  return (
    <>
      <Working on={file.pending || on}>{percent === null ? undefined : t("reports.setting", { percent })}</Working>
      {percent === null ? null : <ActionButton id="reports.stop" />}
    </>
  );
}

/** What became of it. */
export function FileResult({ file }: { file: ReportFile }) {
  const { t } = useTranslation();
  const { written } = file;
  return (
    <>
      <FailureNotice failure={file.failure} />
      {written && !file.pending ? (
        <Notice tone="good">
          {t(written.pages ? "reports.writtenPdf" : "reports.written", { mark: written.mark })}
          <CopyPath path={written.path} />
        </Notice>
      ) : null}
    </>
  );
}
