import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { useSettled } from "../capture/useCapture";
import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { FailureNotice, Panel, RuleChip, Working, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCall, useCommand, type ExportInput } from "../host";
import { useSession } from "../shell/session";
import { LAYOUTS, useHeadings } from "./headings";
import { Written } from "./Written";

const VIEWS = ["mine", "captured", "all"] as const;
const TYPED_AFTER_MS = 200;

/** Takes customers out of the program: within one's rights, marked, and in the records (SEC-06). */
export function ExportForm() {
  const { t } = useTranslation();
  const [layout, setLayout] = useState<string>("xlsx");
  // Headquarters owns nobody.
  const { hqDesk } = useSession();
  const [view, setView] = useState<string>(hqDesk ? "all" : "mine");
  const [text, setText] = useState("");
  const [folder, setFolder] = useState("");
  const write = useCommand("export_write");
  const settled = useSettled(text.trim(), TYPED_AFTER_MS);
  const headings = useHeadings();
  const input: ExportInput = { layout, view, text: settled, fair: null, cards: [], folder: folder.trim(), headings };
  const allowance = useCall("export_allowance", { ...input, folder: "", headings: {} }, { keep: true });
  const allowed = allowance.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!write.isPending) write.mutate(input);
  };
  return (
    <Panel title={t("lists.export")} side={<RuleChip rule="SEC-06" />} label={t("lists.export")}>
      <form className={partStyles.stack} onSubmit={submit}>
        <Pick label={t("lists.layout")} options={LAYOUTS.map((id) => ({ id, name: t(`lists.layoutOf.${id}`) }))} value={layout} onChange={setLayout} />
        <Pick label={t("lists.which")} options={VIEWS.map((id) => ({ id, name: t(`leads.view.${id}`) }))} value={view} onChange={setView} />
        <TextField label={t("lists.only")} hint={t("lists.onlyHint")} value={text} onChange={setText} />
        <TextField label={t("handIn.folder")} hint={t("lists.folderHint")} value={folder} onChange={setFolder} />
        <div role="status">
          {allowed ? t("lists.allowed", { cards: t("counted.cards", { count: allowed.cards }), files: allowed.files }) : null}
          {allowed && allowed.left !== null ? ` ${t("lists.left", { count: allowed.left })}` : null}
        </div>
        <div className={partStyles.line}>
          <Button type="submit" look="primary" isPending={write.isPending} isDisabled={allowed?.cards === 0}>
            {t("lists.write")}
          </Button>
          <Working on={write.isPending} />
        </div>
        <p className={partStyles.muted}>{t("lists.exportNote")}</p>
      </form>
      <FailureNotice failure={failed(write) ?? failed(allowance)} />
      <Written file={write.data} />
    </Panel>
  );
}
