import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from './core/errors.ts'
import { PLATFORM_KEYS, type Platform, platformVariable } from './platform-names.ts'
import type { Given } from './settings.ts'

/** Where platform settings come from, and how a mistake is noted. */
export interface PlatformSources {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly directory: string
  /** The settings file and what it is called. */
  readonly file: Readonly<Record<string, unknown>>
  readonly filePlace: string
  attempt<Value>(work: () => Value): Value | undefined
}

/** Throws a UserError where a platform's settings in the file are no settings, or one has no such name. */
export function checkObject({ file, filePlace }: PlatformSources, platform: Platform): void {
  const value = file[platform]
  if (value === undefined) return
  const known: readonly string[] = PLATFORM_KEYS[platform]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UserError('cli.notObject', { place: `${filePlace}: ${platform}` })
  }
  const unknown = Object.keys(value).find((key) => !known.includes(key))
  if (unknown === undefined) return
  const params = { place: `${filePlace}: ${platform}`, value: unknown, known: known.join(', ') }
  throw new UserError('cli.unknownKey', params)
}

/** Returns a setting as it was given: by the environment, in a file that the environment names, or in the settings file. */
function given(sources: PlatformSources, platform: Platform, key: string): Given | undefined {
  const { environment, directory, file, filePlace } = sources
  const name = platformVariable(platform, key)
  const value = environment[name]
  const path = environment[`${name}_FILE`]
  if (value && path) throw new UserError('cli.givenTwice', { place: name, other: `${name}_FILE` })
  if (value) return { value, place: name }
  if (path) return { value: secretFile(resolve(directory, path), name), place: `${name}_FILE` }
  const inFile = file[platform]
  if (typeof inFile !== 'object' || inFile === null || !(key in inFile)) return undefined
  const found = (inFile as Readonly<Record<string, unknown>>)[key]
  return found === null ? undefined : { value: found, place: `${filePlace}: ${platform}.${key}` }
}

/** Returns the secret that a file holds, without the end of its line. Throws a UserError where it cannot be read. */
export function secretFile(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8')
      .replace(/^\uFEFF/, '')
      .trim()
  } catch {
    throw new UserError('cli.noSecretFile', { place: `${name}_FILE`, file: path })
  }
}

/** Returns a checked setting; a mistake is noted. */
export type Setting = <Value>(key: string, check: (given: Given) => Value) => Value | undefined

export function settingsOf(sources: PlatformSources, platform: Platform): Setting {
  return (key, check) =>
    sources.attempt(() => {
      const found = given(sources, platform, key)
      return found && check(found)
    })
}

/** True where the setting was given at all, right or wrong. */
export function isGiven(sources: PlatformSources, platform: Platform, key: string): boolean {
  try {
    return given(sources, platform, key) !== undefined
  } catch {
    return true
  }
}

/** Notes that settings stand without the token that they need. */
export function noteLonely(sources: PlatformSources, platform: Platform): void {
  const token = platform === 'slack' ? 'botToken' : 'token'
  const lonely = PLATFORM_KEYS[platform].find(
    (key) => key !== 'api' && key !== token && isGiven(sources, platform, key),
  )
  if (lonely === undefined || isGiven(sources, platform, token)) return
  sources.attempt(() => {
    throw new UserError('cli.noToken', {
      place: platformVariable(platform, lonely),
      needed: platformVariable(platform, token),
    })
  })
}
