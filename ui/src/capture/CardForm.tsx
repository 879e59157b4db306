import { useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { useTranslation } from "react-i18next";

import { Key } from "../design/Button";
import { Check, Choices } from "../design/Field";
import type { CardInput, CardReading, ReadField } from "../host";
import { isEnter } from "../keyboard/ime";
import { BESIDE, valueOf, withValue } from "../photos/read";
import { keyOf, useAction } from "../keyboard/useAction";
import styles from "./capture.module.css";
import { INTENTIONS, MANDATORY, SOURCES, intentionOf, meant, toggleUnknown, typed, type Intention, type Mandatory, type Typed } from "./card";
import { filled, type Completion } from "./completions";
import { captureForm } from "./form";
import { Line } from "./Line";
import { phoneNote, siteNote } from "./notes";
import { useCompletions } from "./useCompletions";

export interface CardFormHandle {
  focus: (field: string) => void;
  focusFirstEmpty: () => void;
}

/** Fields for which the laptop may know the rest. */
const COMPLETED: readonly Typed[] = ["company", "phone", "site"];

/** Three keys side by side, as one. */
const INTENTION_KEYS = [keyOf("capture.high"), keyOf("capture.medium").at(-1), keyOf("capture.low").at(-1)].join(" ");

const ORDER: readonly Typed[] = ["company", "person", "phone", "site", "matter", "usage"];

interface Props {
  input: CardInput;
  /** What the laptop makes of phone and site; undefined while it is being typed. */
  reading: CardReading | undefined;
  matters: readonly string[];
  /** What was read on the card's photo. */
  read?: readonly ReadField[];
  /** Which field has the focus now. */
  onField?: (name: string) => void;
  onEnter: () => void;
  ref?: Ref<CardFormHandle>;
}

/** The fields of a card, one column, in the order in which people talk. */
export function CardForm({ input, reading, matters, read = [], onField, onEnter, ref }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState(false);
  const [at, setAt] = useState<Typed>();
  const completions = useCompletions(input, at);
  const field = (name: string) => box.current?.querySelector<HTMLInputElement>(`[name="${name}"]`);
  const focus = (name: string) => (field(name) ?? field("company"))?.focus();
  useImperativeHandle(ref, () => ({
    focus,
    focusFirstEmpty: () => {
      const now = captureForm.get().input;
      focus(ORDER.find((name) => now[name] === "" && !now.unknown.includes(name)) ?? "company");
    },
  }));
  useAction("capture.unknown", () => {
    const name = document.activeElement?.getAttribute("name");
    if (isMandatory(name)) captureForm.change((now) => toggleUnknown(now, name));
  });
  useAction("capture.more", () => {
    setMore(!more);
    if (!more) requestAnimationFrame(() => focus("email"));
  });
  const intention = intentionOf(input);
  const mean = (meaning: Intention | undefined) => captureForm.change((now) => meant(now, meaning));
  // The same key once more takes it away.
  const turn = (meaning: Intention) => mean(intention === meaning ? undefined : meaning);
  useAction("capture.high", () => turn("high"));
  useAction("capture.medium", () => turn("medium"));
  useAction("capture.low", () => turn("low"));
  useAction("capture.take", () => {
    const name = document.activeElement?.getAttribute("name") ?? "";
    const there = read.find((one) => one.name === name);
    if (there) captureForm.change((now) => withValue(now, name, there.text));
  });
  const onKeyDown = (event: KeyboardEvent) => {
    // A button keeps its own Enter; a suggestion list has none here.
    if (!isEnter(event.nativeEvent) || (event.target as HTMLElement).tagName === "BUTTON") return;
    event.preventDefault();
    onEnter();
  };
  const line = (name: Typed, extra: Partial<Parameters<typeof Line>[0]> = {}) => (
    <Line
      name={name}
      label={t(`field.${name}`)}
      value={input[name]}
      onChange={(text, step) => captureForm.change((now) => typed(now, name, text), step && `${step} ${name}`)}
      unknown={isMandatory(name) ? input.unknown.includes(name) : undefined}
      onUnknown={() => isMandatory(name) && captureForm.change((now) => toggleUnknown(now, name))}
      {...(COMPLETED.includes(name)
        ? { completions: at === name ? completions : [], onFocus: () => setAt(name), onComplete: (chosen: Completion) => captureForm.change((now) => filled(now, chosen)) }
        : {})}
      {...onPhoto(input, read, name)}
      {...extra}
    />
  );
  const beside = (name: (typeof BESIDE)[number]) => (
    <Line
      key={name}
      name={name}
      label={t(`field.${name}`)}
      value={input.more[name] ?? ""}
      onChange={(text) => captureForm.change((now) => withValue(now, name, text))}
      unknown={undefined}
      onUnknown={() => undefined}
      {...onPhoto(input, read, name)}
    />
  );
  return (
    <div ref={box} className={styles.form} role="form" aria-label={t("capture.form")} onKeyDown={onKeyDown} onFocus={(event) => onField?.(event.target.getAttribute("name") ?? "")}>
      {line("company")}
      {line("person")}
      {line("phone", { inputMode: "tel", ...phoneNote(input, reading, t) })}
      {line("site", { placeholder: t("capture.siteExample"), ...siteNote(input, reading, t) })}
      <Row label={t("field.source")}>
        <Choices
          label={t("field.source")}
          showLabel={false}
          value={input.source}
          choices={SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))}
          onChange={(source) => captureForm.change((now) => ({ ...now, source, unattended: source === "self_filled" && now.unattended }))}
        />
        {input.source === "self_filled" ? (
          <Check
            label={t("capture.unattended")}
            checked={input.unattended}
            onChange={(unattended) => captureForm.change((now) => ({ ...now, unattended }))}
          />
        ) : null}
      </Row>
      {line("matter", { suggestions: matters })}
      {line("usage", { inputMode: "decimal", unit: t("capture.usageUnit") })}
      <Row label={t("field.stable")}>
        <Choices
          label={t("field.stable")}
          showLabel={false}
          value={input.stable === null ? "unasked" : input.stable ? "yes" : "no"}
          choices={["unasked", "yes", "no"].map((value) => ({ value, label: t(`capture.stable.${value}`) }))}
          onChange={(value) => captureForm.change((now) => ({ ...now, stable: value === "unasked" ? null : value === "yes" }))}
        />
      </Row>
      <Row label={t("field.intention")}>
        <Choices
          label={t("field.intention")}
          showLabel={false}
          value={intention ?? "unasked"}
          choices={(["unasked", "high", "medium", "low"] as const).map((value) => ({ value, label: t(`capture.intention.${value}`) }))}
          onChange={(value) => mean(value in INTENTIONS ? (value as Intention) : undefined)}
        />
        <Key of={INTENTION_KEYS} />
      </Row>
      {more || input.email !== "" || input.creditCode !== "" || BESIDE.some((name) => name in input.more) ? (
        <>
          {line("email", { inputMode: "email" })}
          {line("creditCode")}
          {BESIDE.filter((name) => name in input.more || read.some((one) => one.name === name)).map(beside)}
        </>
      ) : (
        <Row label="">
          <button type="button" className={styles.moreButton} onClick={() => setMore(true)}>
            {t("action.capture.more")} <Key of={keyOf("capture.more")} />
          </button>
        </Row>
      )}
    </div>
  );
}

/** How a field stands to what was read on the photo. */
function onPhoto(input: CardInput, read: readonly ReadField[], name: string): { read?: "same" | "check"; differs?: string } {
  const there = read.find((one) => one.name === name);
  const text = valueOf(input, name).trim();
  if (!there || text === "") return {};
  if (text !== there.text) return { differs: there.text };
  return { read: there.sure ? "same" : "check" };
}

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className={styles.line}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      <div className={styles.choices}>{children}</div>
    </div>
  );
}

const isMandatory = (name: unknown): name is Mandatory => (MANDATORY as readonly unknown[]).includes(name);
