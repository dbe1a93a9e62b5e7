const LONGEST_NAME = 100
const ENDINGS = ['.csv', '.tsv', '.tab', '.txt', '.jsonl', '.ndjson', '.json', '.xlsx', '.xls']

/** Returns the last part of a name from outside, without signs that nobody sees. */
export function harmlessName(given: string): string {
  const visible = given.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
  const last = visible.split(/[/\\]/).at(-1)?.trim() ?? ''
  const name = last.replace(/^\.+/, '')
  if ([...name].length <= LONGEST_NAME) return name === '' ? 'file' : name
  const ending = endingOf(name)
  return `${[...name].slice(0, LONGEST_NAME - ending.length).join('')}${ending}`
}

/** Returns the ending that says what a table is written in; empty for any other name. */
export function endingOf(name: string): string {
  const lower = name.toLowerCase()
  return ENDINGS.find((ending) => lower.endsWith(ending)) ?? ''
}

/** Returns whether a name is that of a table, of which an import can be made. */
export function isTableName(name: string): boolean {
  return endingOf(name) !== ''
}
