/** What the import has decided and why, in words of the `import` locale files. */
export interface PlanNote {
  /** Which part of the mapping it is about; `unused` for columns that stay behind. */
  readonly about: string
  /** `import:notes.<note>` */
  readonly note: string
  readonly params: Readonly<Record<string, string | number>>
}

/** Returns a note on a part of the mapping; `key` is that of its words below `import:notes`. */
export function note(about: string, key: string, params: PlanNote['params'] = {}): PlanNote {
  return { about, note: key, params }
}
