import { UserError } from './core/errors.ts'
import { type Given, givenByFileOr, type Surroundings } from './given-setting.ts'
import {
  PLATFORM_KEYS,
  type Platform,
  platformVariable,
  TOKEN_KEYS,
  tokenVariable,
} from './platform-names.ts'

/** Where platform settings come from, and how a mistake is noted. */
export interface PlatformSources extends Surroundings {
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
  const { file, filePlace } = sources
  const own = givenByFileOr(platformVariable(platform, key), sources)
  if (own) return own
  const inFile = file[platform]
  if (typeof inFile !== 'object' || inFile === null || !(key in inFile)) return undefined
  const found = (inFile as Readonly<Record<string, unknown>>)[key]
  return found === null ? undefined : { value: found, place: `${filePlace}: ${platform}.${key}` }
}

/** Reads one setting and checks it; undefined where it was not given, or wrong. */
export type Setting = <Value>(key: string, check: (given: Given) => Value) => Value | undefined

/** Returns how the settings of a platform are read; every mistake is noted. */
export function settingsOf(sources: PlatformSources, platform: Platform): Setting {
  return (key, check) =>
    sources.attempt(() => {
      const found = given(sources, platform, key)
      return found && check(found)
    })
}

/** Returns whether the setting was given at all, right or wrong. */
export function isGiven(sources: PlatformSources, platform: Platform, key: string): boolean {
  try {
    return given(sources, platform, key) !== undefined
  } catch {
    return true
  }
}

/** Notes that settings stand without the token that they need. */
export function noteLonely(sources: PlatformSources, platform: Platform): void {
  const token = TOKEN_KEYS[platform]
  const lonely = PLATFORM_KEYS[platform].find(
    (key) => key !== 'api' && key !== token && isGiven(sources, platform, key),
  )
  if (lonely === undefined || isGiven(sources, platform, token)) return
  sources.attempt(() => {
    throw new UserError('cli.noToken', {
      place: platformVariable(platform, lonely),
      needed: tokenVariable(platform),
    })
  })
}
