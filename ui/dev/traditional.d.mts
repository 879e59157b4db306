/** A language file: sentences by name, in groups. */
export interface Sentences {
  [name: string]: string | Sentences;
}

/** The visitor's form: sentences, and of its notice the version and the paragraphs. */
export interface Form {
  [name: string]: string | number | string[] | Form;
}

export interface Words {
  words: Record<string, string>;
  sentences: Record<string, string>;
  /** Whole sentences of the visitor's form. */
  form: Record<string, string>;
  characters: Record<string, string>;
}

export function traditional(simplified: Sentences, words: Words): Sentences;
export function traditionalForm(simplified: Form, words: Words): Form;
