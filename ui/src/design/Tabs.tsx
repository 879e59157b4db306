import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";

import styles from "./tabs.module.css";

export interface TabItem {
  id: string;
  name: string;
  count?: number;
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
  return (
    <AriaTabs className={styles.tabs!} selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <TabList className={styles.list!} aria-label={label}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={styles.tab!}>
            {item.name}
            {item.count === undefined ? null : (
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
