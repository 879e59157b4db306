import { useTranslation } from "react-i18next";

import { call, failed, useCall, useCommand, type ReportInput } from "../host";
import { useAction } from "../keyboard/useAction";

const ASK_EVERY_MS = 300;

/** A report on its way into a file. Pages take their time: how far they are is asked for, and they can be stopped. */
export function useFile(report: ReportInput, folder: string) {
  const { i18n } = useTranslation();
  const write = useCommand("report_write");
  const pages = write.variables?.layout === "pdf";
  const setting = write.isPending && pages;
  const press = useCall("report_press", null, { enabled: setting, refetchMs: ASK_EVERY_MS });
  const percent = setting ? (press.data?.percent ?? null) : null;
  useAction("reports.stop", () => void call("report_stop", null), percent !== null);
  return {
    write: (layout: "pdf" | "xlsx") => write.mutate({ report, language: i18n.language, folder: folder.trim(), layout }),
    pending: write.isPending,
    percent,
    written: write.data ? { ...write.data, pages } : undefined,
    failure: failed(write),
  };
}

export type ReportFile = ReturnType<typeof useFile>;
