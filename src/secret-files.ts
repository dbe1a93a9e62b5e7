import { resolve } from 'node:path'
import { PLATFORM_VARIABLES, PLATFORMS } from './platform-names.ts'

/** Settings of the file that are secrets, or may hold one. */
const SECRET_KEYS: readonly string[] = ['password', ...PLATFORMS]

function holdsSecret(file: Readonly<Record<string, unknown>>): boolean {
  const { db } = file
  const isServer = typeof db === 'string' && /^postgres(ql)?:/.test(db)
  return isServer || SECRET_KEYS.some((key) => key in file)
}

/**
 * Returns the paths of the files that hold a secret: those that a variable with `_FILE` names, and
 * the settings file where a password, a token or the address of a server stands in it.
 */
export function secretFiles({
  environment,
  variables,
  directory,
  file,
  path,
}: {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The variables with `_FILE` beside those of the platforms. */
  readonly variables: readonly string[]
  readonly directory: string
  readonly file: Readonly<Record<string, unknown>> | undefined
  readonly path: string
}): readonly string[] {
  const named = [...variables, ...PLATFORM_VARIABLES]
    .filter((name) => name.endsWith('_FILE'))
    .flatMap((name) => environment[name] || [])
    .map((each) => resolve(directory, each))
  return [...new Set([...(file && holdsSecret(file) ? [path] : []), ...named])]
}
