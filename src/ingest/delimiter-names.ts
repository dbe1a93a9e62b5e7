import { UserError } from '../core/errors.ts'

const NAMES: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
}

/** Returns the delimiter that a flag names. Throws a UserError for more than one character. */
export function delimiterNamed(name: string): string {
  const delimiter = NAMES[name.toLowerCase()] ?? name
  if (delimiter.length === 1 && !/["\n\r\w]/.test(delimiter)) return delimiter
  throw new UserError('import.badDelimiter', { value: name }, '--delimiter semicolon')
}

/** Returns the delimiter in words that `--delimiter` takes. */
export function delimiterName(delimiter: string): string {
  return Object.entries(NAMES).find(([, value]) => value === delimiter)?.[0] ?? delimiter
}
