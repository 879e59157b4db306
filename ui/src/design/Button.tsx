import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { action, type ActionId } from "../keyboard/actions";
import { runAction } from "../keyboard/useAction";
import styles from "./button.module.css";

type Look = "plain" | "primary" | "danger" | "quiet";

export interface Props extends Omit<ButtonProps, "className" | "style" | "children"> {
  look?: Look;
  small?: boolean;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

export function Button({ look = "plain", small = false, ...rest }: Props) {
  const names = [styles.button, look === "plain" ? "" : styles[look], small ? styles.small : ""];
  return <AriaButton {...rest} className={names.filter(Boolean).join(" ")} />;
}

/** A button whose label, key and deed are those of an action. */
export function ActionButton({ id, children, ...rest }: { id: ActionId; children?: ReactNode } & Omit<Props, "children" | "onPress" | "id">) {
  const { t } = useTranslation();
  const { key, label } = action(id);
  return (
    <Button {...rest} onPress={() => runAction(id)}>
      {children ?? t(label)}
      <Key of={key} />
    </Button>
  );
}

/** A key as it stands on the keyboard; not read aloud, since the key map tells it. */
export function Key({ of }: { of: string }) {
  return (
    <kbd className={styles.key} aria-hidden="true">
      {of}
    </kbd>
  );
}
