/**
 * Light or dark: as the system has it, or as was chosen for this window's place. The choice is this screen's
 * affair, not a workspace's: it stands in the window's own storage and holds on the lock screen too.
 */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const NAME = "fairlead.theme";

export function theme(): Theme {
  const kept = stored();
  return THEMES.find((one) => one === kept) ?? "system";
}

export function showTheme(chosen: Theme): void {
  document.documentElement.dataset.theme = chosen;
}

/** Shows it, and remembers it; a storage that refuses is no reason not to show it. */
export function chooseTheme(chosen: Theme): void {
  showTheme(chosen);
  try {
    window.localStorage.setItem(NAME, chosen);
  } catch {
    // It holds until the window closes.
  }
}

function stored(): string | null {
  try {
    return window.localStorage.getItem(NAME);
  } catch {
    return null;
  }
}
