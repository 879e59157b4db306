/** A language file: sentences by name, in groups. */
export interface Sentences {
  [name: string]: string | Sentences;
}

export interface Words {
  words: Record<string, string>;
  sentences: Record<string, string>;
  characters: Record<string, string>;
}

export function traditional(simplified: Sentences, words: Words): Sentences;
