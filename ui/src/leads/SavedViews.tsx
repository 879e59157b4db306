import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { Empty, FailureNotice, partStyles } from "../design/parts";
import { failed, useCall, useCommand, type SavedView } from "../host";
import { inSentence } from "../text/safe";

/** The lists that this person has named on this laptop: open one, or delete it. */
export function SavedViews({ onOpen, onClose }: { onOpen: (view: SavedView) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const views = useCall("lead_views", null);
  const forget = useCommand("lead_view_forget");
  const list = useRef<HTMLUListElement>(null);
  const [gone, setGone] = useState<string>();
  const rows = (views.data ?? []).filter((row) => row.name !== gone);
  const remove = (name: string, at: number) =>
    forget.mutate(
      { name },
      {
        onSuccess: () => {
          setGone(name);
          // The focus goes to the neighbour that takes the place.
          requestAnimationFrame(() => {
            const left = [...(list.current?.querySelectorAll<HTMLElement>("[data-open] button") ?? [])];
            left[Math.min(at, left.length - 1)]?.focus();
          });
        },
      },
    );
  return (
    <Dialog title={t("views.saved")} open onClose={onClose}>
      {views.data && rows.length === 0 ? <Empty>{t("views.noSaved")}</Empty> : null}
      <ul ref={list} className={partStyles.stack}>
        {rows.map((row, at) => (
          <li key={row.name} className={partStyles.line}>
            <span data-open>
              <Button autoFocus={at === 0} onPress={() => onOpen(row)}>
                {inSentence(row.name, 40)}
              </Button>
            </span>
            <span className={partStyles.muted}>{t(`leads.view.${row.view}`)}</span>
            <Button small look="quiet" aria-label={`${inSentence(row.name, 40)}: ${t("views.forget")}`} onPress={() => remove(row.name, at)}>
              {t("views.forget")}
            </Button>
          </li>
        ))}
      </ul>
      <FailureNotice failure={failed(views) ?? failed(forget)} />
      <DialogButtons>
        <Button autoFocus={rows.length === 0} onPress={onClose}>
          {t("common.close")}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
