import { quoteName } from '../parse/index.ts'

/**
 * Returns the command line that a submitted form stands for: the form's command, then
 * each field that was filled in as `name:value`, in the form's order.
 */
export function formLine(
  command: string,
  values: readonly (readonly [name: string, value: string])[],
): string {
  const filled = values.filter(([, value]) => value.trim() !== '')
  return [command, ...filled.map(([name, value]) => `${name}:${quoteName(value.trim())}`)].join(' ')
}
