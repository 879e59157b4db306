import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type TextareaHTMLAttributes } from "react";
import { Radio, RadioGroup } from "react-aria-components";

import { Remarks, describedBy } from "../text/Remarks";
import styles from "./field.module.css";
import partStyles from "./parts.module.css";

interface Common {
  label: string;
  /** Where a column's heading says it too, it is said to screen readers only. */
  showLabel?: boolean;
  hint?: ReactNode;
}

type TextProps = Common & Omit<InputHTMLAttributes<HTMLInputElement>, "className" | "style" | "onChange"> & {
  ref?: Ref<HTMLInputElement>;
  onChange: (text: string) => void;
};

/** One line of text under its label. */
export function TextField({ label, showLabel = true, hint, onChange, ...rest }: TextProps) {
  return (
    <Labelled label={label} showLabel={showLabel} hint={hint} typed={rest.type === "password" ? "" : String(rest.value ?? "")}>
      {(own) => <input autoComplete="off" spellCheck={false} {...rest} {...own} onChange={(event) => onChange(event.target.value)} />}
    </Labelled>
  );
}

type AreaProps = Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className" | "style" | "onChange"> & {
  ref?: Ref<HTMLTextAreaElement>;
  onChange: (text: string) => void;
};

/** Several lines of text under their label. */
export function TextArea({ label, showLabel = true, hint, onChange, ...rest }: AreaProps) {
  return (
    <Labelled label={label} showLabel={showLabel} hint={hint} typed={String(rest.value ?? "")}>
      {(own) => <textarea spellCheck={false} {...rest} {...own} onChange={(event) => onChange(event.target.value)} />}
    </Labelled>
  );
}

interface LabelledProps extends Common {
  /** What is to be remarked upon. */
  typed: string;
  children: (own: { id: string; className: string | undefined; "aria-describedby": string | undefined }) => ReactNode;
}

/** A label, what is typed under it, what is to be said of that, and a hint. */
function Labelled({ label, showLabel, hint, typed, children }: LabelledProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={showLabel ? styles.label : partStyles.hidden} htmlFor={id}>
        {label}
      </label>
      {children({ id, className: styles.input, "aria-describedby": describedBy(id, Boolean(hint), typed) })}
      <Remarks id={`${id}-remarks`} text={typed} />
      {hint ? (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      ) : null}
    </div>
  );
}

export function Check({ label, checked, onChange }: { label: ReactNode; checked: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

export interface Choice {
  value: string;
  label: string;
  /** The language of the label, where it is not the page's. */
  lang?: string;
}

/** One of a few, all in sight; arrow keys move. */
export function Choices({
  label,
  showLabel = true,
  value,
  choices,
  onChange,
}: {
  label: string;
  showLabel?: boolean;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
}) {
  return (
    <RadioGroup className={styles.field!} aria-label={label} orientation="horizontal" value={value} onChange={onChange}>
      {showLabel ? (
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
      ) : null}
      <div className={styles.choices}>
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={styles.choice!}>
            {choice.lang ? <span lang={choice.lang}>{choice.label}</span> : choice.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

export { styles as fieldStyles };
