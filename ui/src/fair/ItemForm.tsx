import { useTranslation } from "react-i18next";

import { useForms } from "../booth/useForms";
import { useSending } from "../booth/useSending";
import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { Check, TextArea, TextField } from "../design/Field";
import { FailureNotice, Working, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { call, useCall, type FairPlanView, type PlanItemView } from "../host";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import type { List } from "./lists";

interface Props {
  view: FairPlanView;
  list: List;
  item?: PlanItemView | undefined;
  onClose: () => void;
}

/** What stands in the form, as it was typed. */
interface Typed {
  name: string;
  kind: string;
  quantity: string;
  owner: string | null;
  due: string;
  done: string;
  remarks: string;
  dropped: boolean;
  giveaway: boolean;
}

/** An item of a list, or another version of one; the earlier ones stay, and what is half typed is kept. */
export function ItemForm({ view, list, item, onClose }: Props) {
  const { t } = useTranslation();
  const { person } = useSession();
  const before = item?.now;
  const forms = useForms<Typed>("item", view.fair, view.unfinished);
  const entry = item?.item ?? `new/${list}`;
  const typed: Typed = forms.of(entry) ?? {
    name: before?.name ?? "",
    kind: before?.kind ?? "",
    quantity: String(before?.quantity ?? 1),
    owner: before ? before.owner : person,
    due: before?.due ?? "",
    done: before?.done ?? "",
    remarks: before?.remarks ?? "",
    dropped: before?.dropped ?? false,
    giveaway: before?.giveaway ?? false,
  };
  const put = (patch: Partial<Typed>) => forms.put(entry, { ...typed, ...patch });
  const sending = useSending(async () => {
    const input = {
      fair: view.fair,
      item: item?.item ?? null,
      list,
      name: typed.name.trim(),
      kind: typed.kind.trim(),
      quantity: pieces(typed.quantity),
      owner: typed.owner,
      due: typed.due || null,
      done: typed.done || null,
      dropped: typed.dropped,
      giveaway: list === "exhibits" && typed.giveaway,
      remarks: typed.remarks.trim(),
    };
    await forms.send(entry, () => call("fair_item_save", input));
    onClose();
  });
  return (
    <Dialog title={before ? t("plan.editTitle", { name: inSentence(before.name, 40) }) : `${t("plan.newTitle")} · ${t(`plan.list.${list}`)}`} open onClose={onClose}>
      <form className={partStyles.stack} onSubmit={sending.onSubmit} onKeyDown={sending.onKeyDown} noValidate>
        <TextField label={t("plan.field.name")} value={typed.name} onChange={(name) => put({ name })} autoFocus />
        <div className={partStyles.pair}>
          <TextField label={t("plan.field.kind")} value={typed.kind} onChange={(kind) => put({ kind })} />
          <TextField label={t("plan.field.quantity")} value={typed.quantity} onChange={(quantity) => put({ quantity })} inputMode="numeric" />
        </div>
        <Owner value={typed.owner} onChange={(owner) => put({ owner })} />
        <div className={partStyles.pair}>
          <TextField label={t("plan.field.due")} type="date" value={typed.due} onChange={(due) => put({ due })} />
          <TextField label={t("plan.field.done")} type="date" value={typed.done} onChange={(done) => put({ done })} />
        </div>
        <TextArea label={t("plan.field.remarks")} value={typed.remarks} onChange={(remarks) => put({ remarks })} rows={2} />
        {list === "exhibits" ? <Check label={t("plan.field.giveaway")} checked={typed.giveaway} onChange={(giveaway) => put({ giveaway })} /> : null}
        {before ? <Check label={t("plan.field.dropped")} checked={typed.dropped} onChange={(dropped) => put({ dropped })} /> : null}
        <FailureNotice failure={sending.failure} />
        <Working on={sending.pending} />
        <DialogButtons>
          <Button
            onPress={() => {
              forms.drop(entry);
              onClose();
            }}
          >
            {t("booth.giveUp")}
          </Button>
          <Button type="submit" look="primary" isDisabled={sending.pending}>
            {t("plan.save")}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

/** Who sees to it: those who prepare fairs first. */
function Owner({ value, onChange }: { value: string | null; onChange: (owner: string) => void }) {
  const { t } = useTranslation();
  const people = useCall("people", null).data ?? [];
  const prepares = (roles: readonly string[]) => Number(roles.includes("marketing"));
  const options = [...people].sort((a, b) => prepares(b.roles) - prepares(a.roles)).map(({ id, name }) => ({ id, name: inSentence(name, 40) }));
  return <Pick label={t("plan.field.owner")} options={options} value={value} onChange={onChange} />;
}

/** A number of pieces, as typed. */
export const pieces = (text: string): number => {
  const number = Number.parseInt(text, 10);
  return Number.isFinite(number) && number > 0 ? number : 0;
};
