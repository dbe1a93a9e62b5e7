import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from './core/errors.ts'

/** A value as it was written, and where: `--zone`, `CXBOT_ZONE` or `zone in cxbot.json`. */
export interface Given {
  readonly value: unknown
  readonly place: string
}

/** The variables of the process, and where relative paths in them start. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly directory: string
}

/** Returns what a variable says; an empty one says nothing. */
export function givenBy(name: string, { environment }: Surroundings): Given | undefined {
  const value = environment[name]
  return value ? { value, place: name } : undefined
}

/**
 * Returns what a variable says or, without the end of its line, the file that the same variable
 * with `_FILE` names. Throws a UserError where both are there, or the file cannot be read.
 */
export function givenByFileOr(name: string, around: Surroundings): Given | undefined {
  const place = `${name}_FILE`
  const itself = givenBy(name, around)
  const path = around.environment[place]
  if (!path) return itself
  if (itself) throw new UserError('cli.givenTwice', { place: name, other: place })
  return { value: contentOf(resolve(around.directory, path), place), place }
}

function contentOf(file: string, place: string): string {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .trim()
  } catch {
    throw new UserError('cli.noSecretFile', { place, file })
  }
}
