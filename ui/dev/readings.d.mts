import type { Sentences } from "./traditional.mjs";

export function readings(...languages: readonly Sentences[]): Record<string, string>;
