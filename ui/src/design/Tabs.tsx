import type { ReactNode } from "react";
import { Check } from "lucide-react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";
import { useTranslation } from "react-i18next";

import styles from "./tabs.module.css";

export interface TabItem {
  id: string;
  name: string;
  count?: number;
  /** Given where tabs are steps of some work: whether this one is done. */
  done?: boolean;
}

export function Tabs({
  label,
  items,
  selected,
  onSelect,
  children,
}: {
  label: string;
  items: readonly TabItem[];
  selected: string;
  onSelect: (id: string) => void;
  children: (id: string) => ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <AriaTabs className={styles.tabs!} selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <TabList className={styles.list!} aria-label={label}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={styles.tab!}>
            {item.name}
            {item.done ? <Check className={styles.done} size="1em" role="img" aria-label={t("common.done")} /> : null}
            {item.count === undefined || (item.done !== undefined && item.count === 0) ? null : (
              <span className={styles.count} data-some={item.count > 0}>
                {item.count}
              </span>
            )}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={styles.panel!}>
          {children(item.id)}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
