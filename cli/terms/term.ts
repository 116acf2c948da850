/** The shape of an entry of the glossary, and a maker for entries of one sort. */

/** A word of this field, or of this simulator. All texts are whole sentences. */
export interface Term {
  readonly name: string;
  /** What it is a word for, such as `version status` or `flow`. */
  readonly sort: string;
  readonly what: string;
  /** When it happens or applies. */
  readonly when: string;
  /** What an operator or a reader does about it. */
  readonly todo: string;
  /** A file of the library that shows it, as `topic/name`; absent if no run leaves it. */
  readonly file?: string;
  /** A text that stands in the narrative of that file; the name if absent. */
  readonly shows?: string;
}

type Texts = Pick<Term, 'what' | 'when' | 'todo'>;

/** A maker of entries of one sort: name, texts, file, and the text that its narrative shows if that is not the name. */
export function termsOf(sort: string) {
  return (name: string, texts: Texts, file?: string, shows?: string): Term => ({
    name,
    sort,
    ...texts,
    ...(file === undefined ? {} : { file }),
    ...(shows === undefined ? {} : { shows }),
  });
}
