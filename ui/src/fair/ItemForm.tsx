import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { Check, TextArea, TextField } from "../design/Field";
import { FailureNotice, partStyles } from "../design/parts";
import { failed, useCommand, type PlanItemView } from "../host";
import { inSentence } from "../text/safe";
import type { List } from "./lists";

interface Props {
  fair: string;
  list: List;
  item?: PlanItemView;
  onClose: () => void;
}

/** An item of a list, or another version of one; the earlier ones stay. */
export function ItemForm({ fair, list, item, onClose }: Props) {
  const { t } = useTranslation();
  const before = item?.now;
  const [name, setName] = useState(before?.name ?? "");
  const [kind, setKind] = useState(before?.kind ?? "");
  const [quantity, setQuantity] = useState(String(before?.quantity ?? 1));
  const [due, setDue] = useState(before?.due ?? "");
  const [done, setDone] = useState(before?.done ?? "");
  const [remarks, setRemarks] = useState(before?.remarks ?? "");
  const [dropped, setDropped] = useState(before?.dropped ?? false);
  const save = useCommand("fair_item_save");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    const input = {
      fair,
      item: item?.item ?? null,
      list,
      name: name.trim(),
      kind: kind.trim(),
      quantity: pieces(quantity),
      owner: before?.owner ?? null,
      due: due || null,
      done: done || null,
      dropped,
      remarks: remarks.trim(),
    };
    save.mutate(input, { onSuccess: onClose });
  };
  return (
    <Dialog title={before ? t("plan.editTitle", { name: inSentence(before.name, 40) }) : `${t("plan.newTitle")} · ${t(`plan.list.${list}`)}`} open onClose={onClose}>
      <form className={partStyles.stack} onSubmit={submit} noValidate>
        <TextField label={t("plan.field.name")} value={name} onChange={setName} autoFocus />
        <TextField label={t("plan.field.kind")} value={kind} onChange={setKind} />
        <TextField label={t("plan.field.quantity")} value={quantity} onChange={setQuantity} inputMode="numeric" />
        <TextField label={t("plan.field.due")} type="date" value={due} onChange={setDue} />
        <TextField label={t("plan.field.done")} type="date" value={done} onChange={setDone} />
        <TextArea label={t("plan.field.remarks")} value={remarks} onChange={setRemarks} rows={2} />
        {before ? <Check label={t("plan.field.dropped")} checked={dropped} onChange={setDropped} /> : null}
        <FailureNotice failure={failed(save)} />
        <DialogButtons>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="primary" isPending={save.isPending}>
            {t("plan.save")}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

/** A number of pieces, as typed. */
export const pieces = (text: string): number => {
  const number = Number.parseInt(text, 10);
  return Number.isFinite(number) && number > 0 ? number : 0;
};
