import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const tests = fileURLToPath(new URL('..', import.meta.url))

/** A title that names the row of threats or of faults which its test proves. */
export interface Title {
  readonly row: string
  readonly file: string
  readonly title: string
}

/**
 * The title of a test, of a group of tests or of one case in a table of them: the first
 * string of a call or of a row, where it begins with `T` or `fault` and a number.
 */
const TITLE = /(?<=[([,]\s{0,12})(['"`])(T\d{1,2}|fault \d{1,2}): ((?:(?!\1)[^\\\n]|\\.)+)\1/g

/** Returns the titles in the text of a test file that name a row; what is skipped counts for nothing. */
export function titlesIn(file: string, text: string): readonly Title[] {
  const running = text.replace(/\.(?:skip|todo)\(\s*(['"`])(?:T|fault )\d/g, '')
  return [...running.matchAll(TITLE)].map(([, , row = '', title = '']) => ({ row, file, title }))
}

/** Returns the titles of all tests of the project that name a row. */
export function allTitles(): readonly Title[] {
  return readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .flatMap((name) => titlesIn(name, readFileSync(`${tests}${name}`, 'utf8')))
}
