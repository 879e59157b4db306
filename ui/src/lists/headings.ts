/** How exported files are laid out, and what their columns are called. */
import { useTranslation } from "react-i18next";

export const LAYOUTS = ["xlsx", "csv", "vcard", "odoo", "espocrm", "salesforce"] as const;
const COLUMNS = ["company", "person", "phone", "email", "creditCode", "site", "matter", "usage"] as const;
const MORE = ["signer", "signed", "owner", "fair", "register", "number", "more", "mark"] as const;

export function useHeadings(): Record<string, string> {
  const { t } = useTranslation();
  const headings: Record<string, string> = {};
  for (const name of COLUMNS) headings[name] = t(`field.${name}`);
  for (const name of MORE) headings[name] = t(`lists.column.${name}`);
  return headings;
}
