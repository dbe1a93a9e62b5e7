import { tableEnding } from '../core/given-file.ts'

const LONGEST_NAME = 100

/** Returns the last part of a name from outside, without signs that nobody sees. */
export function harmlessName(given: string): string {
  const visible = given.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
  const last = visible.split(/[/\\]/).at(-1)?.trim() ?? ''
  const name = last.replace(/^\.+/, '')
  if ([...name].length <= LONGEST_NAME) return name === '' ? 'file' : name
  const ending = tableEnding(name)
  return `${[...name].slice(0, LONGEST_NAME - ending.length).join('')}${ending}`
}
