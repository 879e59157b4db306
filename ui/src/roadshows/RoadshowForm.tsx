import { useTranslation } from "react-i18next";

import { RivalPhotoField } from "../booth/RivalPhoto";
import { useForms } from "../booth/useForms";
import { useSending } from "../booth/useSending";
import { Button } from "../design/Button";
import { DialogButtons } from "../design/Dialog";
import { Check, TextArea, TextField } from "../design/Field";
import { FailureNotice, Working, partStyles } from "../design/parts";
import { call, type RoadshowsView, type RoadshowView } from "../host";
import own from "./roadshows.module.css";

/** What stands in the form, as it was typed. */
interface Typed {
  day: string;
  place: string;
  yuan: string;
  gifts: string;
  remarks: string;
  photo: string | null;
  withdrawn: boolean;
}

const typedOf = (show: RoadshowView | undefined): Typed => ({
  day: show?.day ?? "",
  place: show?.place ?? "",
  yuan: show && show.yuan > 0 ? String(show.yuan) : "",
  gifts: show?.gifts ?? "",
  remarks: show?.remarks ?? "",
  photo: show?.photo ?? null,
  withdrawn: show?.state === "withdrawn",
});

/** A roadshow, or another version of one; the earlier ones stay, and what is half typed is kept. */
export function RoadshowForm({ view, show, onDone }: { view: RoadshowsView; show: RoadshowView | undefined; onDone: () => void }) {
  const { t } = useTranslation();
  const forms = useForms<Typed>("roadshow", view.id, view.unfinished);
  const entry = show?.entry ?? "";
  const typed = forms.of(entry) ?? typedOf(show);
  const put = (patch: Partial<Typed>) => forms.put(entry, { ...typed, ...patch });
  const yuan = amount(typed.yuan);
  const sending = useSending(async () => {
    if (yuan === null) return;
    await forms.send(entry, () => call("roadshow_save", { ...typed, yuan, month: view.month, entry: show?.entry ?? null }));
    onDone();
  });
  const first = `${view.month}-01`;
  return (
    <form className={partStyles.stack} onSubmit={sending.onSubmit} onKeyDown={sending.onKeyDown} noValidate>
      <div className={own.pair}>
        <TextField label={t("roadshow.day")} type="date" min={first} max={view.last} value={typed.day} onChange={(day) => put({ day })} autoFocus />
        <TextField label={t("roadshow.yuan")} inputMode="numeric" value={typed.yuan} onChange={(text) => put({ yuan: text })} hint={yuan === null ? t("roadshow.whole") : undefined} />
      </div>
      <TextField label={t("roadshow.place")} value={typed.place} onChange={(place) => put({ place })} />
      <TextField label={t("roadshow.gifts")} value={typed.gifts} onChange={(gifts) => put({ gifts })} placeholder={t("roadshow.giftsHint")} />
      <TextArea label={t("roadshow.remarks")} value={typed.remarks} onChange={(remarks) => put({ remarks })} rows={2} />
      <RivalPhotoField fair={view.id} entry={show?.entry ?? null} hash={typed.photo} onChange={(photo) => put({ photo })} />
      {show ? <Check label={t("roadshow.withdraw")} checked={typed.withdrawn} onChange={(withdrawn) => put({ withdrawn })} /> : null}
      <p className={partStyles.muted}>{t(typed.gifts.trim() !== "" || (yuan ?? 0) > 0 ? "roadshow.asks" : "roadshow.asksNothing")}</p>
      <FailureNotice failure={sending.failure} />
      <Working on={sending.pending} />
      <DialogButtons>
        <Button
          onPress={() => {
            forms.drop(entry);
            void call("rival_photo_drop", { fair: view.id, entry: show?.entry ?? null });
            onDone();
          }}
        >
          {t("booth.giveUp")}
        </Button>
        <Button type="submit" look="primary" isDisabled={sending.pending || typed.day === "" || typed.place.trim() === "" || yuan === null}>
          {t("roadshow.save")}
        </Button>
      </DialogButtons>
    </form>
  );
}

/** Whole yuan as typed; null for what is none. */
export function amount(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === "") return 0;
  return /^\d{1,7}$/.test(trimmed) ? Number(trimmed) : null;
}
