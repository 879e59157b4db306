import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { FailureNotice, RuleChip, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCall, useCommand, type ExportInput } from "../host";
import { LAYOUTS, useHeadings } from "../lists/headings";
import { Written } from "../lists/Written";

/** Takes out what is selected, as far as one may: how much that is is said before (SEC-06). */
export function ExportChosen({ cards, onClose }: { cards: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const [layout, setLayout] = useState("xlsx");
  const headings = useHeadings();
  const write = useCommand("export_write");
  const input: ExportInput = { layout, view: "all", text: "", fair: null, cards: [...cards], folder: "", headings };
  const allowance = useCall("export_allowance", { ...input, layout: "xlsx", headings: {} });
  const allowed = allowance.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!write.isPending) write.mutate(input);
  };
  return (
    <Dialog title={t("bulk.title", { act: t("bulk.act.export"), all: cards.length })} open onClose={onClose}>
      <form className={partStyles.stack} onSubmit={submit}>
        <Pick label={t("lists.layout")} options={LAYOUTS.map((id) => ({ id, name: t(`lists.layoutOf.${id}`) }))} value={layout} onChange={setLayout} />
        <div role="status">
          {allowed ? t("bulk.exportNote", { chosen: cards.length, cards: allowed.cards }) : null} <RuleChip rule="SEC-06" />
          {allowed && allowed.left !== null ? ` ${t("lists.left", { count: allowed.left })}` : null}
        </div>
        <p className={partStyles.muted}>{t("lists.exportNote")}</p>
        <FailureNotice failure={failed(write) ?? failed(allowance)} />
        <Written file={write.data} />
        <DialogButtons>
          <Button onPress={onClose}>{t("bulk.close")}</Button>
          {write.data ? null : (
            <Button type="submit" look="primary" isPending={write.isPending} isDisabled={allowed?.cards === 0}>
              {t("lists.write")}
            </Button>
          )}
        </DialogButtons>
      </form>
    </Dialog>
  );
}
