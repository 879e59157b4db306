import { ChevronDown } from "lucide-react";
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";

import { fieldStyles } from "./Field";
import styles from "./pick.module.css";

export interface Option {
  id: string;
  name: string;
  /** Why it cannot be chosen, or what speaks for it. */
  note?: string;
  disabled?: boolean;
}

/** One of many, in a list that opens. */
export function Pick({
  label,
  showLabel = true,
  options,
  value,
  onChange,
  disabled = false,
}: {
  label: string;
  showLabel?: boolean;
  options: readonly Option[];
  value: string | null;
  onChange: (id: string) => void;
  disabled?: boolean;
}) {
  return (
    <Select
      className={fieldStyles.field!}
      aria-label={showLabel ? undefined : label}
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
      isDisabled={disabled}
      disabledKeys={options.filter((option) => option.disabled).map((option) => option.id)}
    >
      {showLabel ? <Label className={fieldStyles.label!}>{label}</Label> : null}
      <Button className={styles.trigger!}>
        <SelectValue className={styles.value!}>
          {options.find((option) => option.id === value)?.name ?? "—"}
        </SelectValue>
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
      <Popover className={styles.popover!}>
        <ListBox className={styles.list!}>
          {options.map((option) => (
            <ListBoxItem key={option.id} id={option.id} textValue={option.name} className={styles.option!}>
              <span>{option.name}</span>
              {option.note ? <span className={styles.note}>{option.note}</span> : null}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
