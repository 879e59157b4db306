import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { partStyles } from "../design/parts";
import { useCall, type BookPlace } from "../host";
import { isEnter } from "../keyboard/ime";
import { inSentence } from "../text/safe";
import styles from "./book.module.css";

/** 湖南, or 长沙 (湖南). */
export function placeName(place: BookPlace, t: (key: string, args: Record<string, string>) => string): string {
  return place.province ? t("book.placeIn", { place: place.name, province: place.province }) : place.name;
}

/** A place by the beginning of its name; Enter takes the first. */
export function PlacePicker({ label, taken, onTake }: { label: string; taken: readonly number[]; onTake: (place: BookPlace) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const typed = text.trim();
  const found = useCall("book_places", { text: typed }, { enabled: typed !== "", keep: true });
  const offered = typed === "" ? [] : (found.data ?? []).filter((place) => !taken.includes(place.code));
  const take = (place: BookPlace) => {
    onTake(place);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isEnter(event.nativeEvent) || typed === "") return;
    event.preventDefault();
    if (offered[0]) take(offered[0]);
  };
  return (
    <div className={`${styles.wide} ${partStyles.stack}`}>
      <TextField label={label} value={text} onChange={setText} onKeyDown={onKeyDown} hint={t("book.placeHint")} />
      <div className={styles.offer} role="group" aria-label={t("book.offered")}>
        {offered.map((place) => (
          <Button key={place.code} small onPress={() => take(place)}>
            {placeName(place, t)}
            {place.territory ? <span className={`${partStyles.muted} ${partStyles.small}`}> · {inSentence(place.territory, 12)}</span> : null}
          </Button>
        ))}
        {typed !== "" && found.data && offered.length === 0 ? <span className={partStyles.muted}>{t("book.noPlace")}</span> : null}
      </div>
    </div>
  );
}

/** Places that were chosen; each can be taken out. */
export function Places({ places, onDrop }: { places: readonly BookPlace[]; onDrop?: (place: BookPlace) => void }) {
  const { t } = useTranslation();
  if (places.length === 0) return <p className={partStyles.muted}>{t("book.noPlaces")}</p>;
  return (
    <div className={`${styles.places} ${styles.wide}`}>
      {places.map((place) =>
        onDrop ? (
          <Button key={place.code} small onPress={() => onDrop(place)} aria-label={t("book.drop", { name: placeName(place, t) })}>
            {placeName(place, t)} <span aria-hidden="true">×</span>
          </Button>
        ) : (
          <span key={place.code}>{placeName(place, t)}</span>
        ),
      )}
    </div>
  );
}
