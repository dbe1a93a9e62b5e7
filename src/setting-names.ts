import { UserError } from './core/errors.ts'
import { nearest } from './language/nearest.ts'
import { PLATFORM_VARIABLES, PLATFORMS } from './platform-names.ts'

/** Settings that a flag of the shell may give. */
const FLAGS = ['db', 'workspace', 'locale', 'zone', 'now', 'host', 'port'] as const
/** The flags as they were typed. */
export type Flags = Partial<Record<(typeof FLAGS)[number] | 'config', string>>

/** Settings that a variable of the environment may give. */
const VARIABLES = [
  'db',
  'workspace',
  'locale',
  'zone',
  'host',
  'port',
  'password',
  'taxonomy',
  'strict',
] as const
/** Settings that may stand in a file of their own, which the variable with `_FILE` names. */
export const SECRETS: readonly string[] = ['db', 'password']
/** The variables that name such files. */
export const SECRET_VARIABLES = SECRETS.map((key) => `${variable(key)}_FILE`)
/** Settings that may stand in the settings file. */
const FILE_KEYS = [...VARIABLES, 'targets', 'retention', ...PLATFORMS] as const

/** The name of a setting. */
export type SettingKey = (typeof FLAGS)[number] | (typeof FILE_KEYS)[number]

/** What people call settings elsewhere. */
const OTHER_NAMES: Readonly<Record<string, (typeof FILE_KEYS)[number]>> = {
  database: 'db',
  database_url: 'db',
  lang: 'locale',
  language: 'locale',
  tz: 'zone',
  timezone: 'zone',
  address: 'host',
}

function meantKey(name: string, known: readonly string[]): string | undefined {
  return OTHER_NAMES[name.toLowerCase()] ?? nearest(name, known)
}

/** Returns the variable of a setting: `CXBOT_ZONE`. */
export function variable(key: string): string {
  return `CXBOT_${key.toUpperCase()}`
}

/** Returns a mistake for each mistyped variable; one that resembles none of ours belongs to somebody else. */
export function unknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
): readonly UserError[] {
  const known = [
    ...[...VARIABLES, 'config'].map(variable),
    ...SECRET_VARIABLES,
    ...PLATFORM_VARIABLES,
  ]
  return Object.keys(environment)
    .filter((name) => name.startsWith('CXBOT_') && !known.includes(name))
    .flatMap((name) => {
      const key = meantKey(name.slice(6), [...VARIABLES, 'config'])
      const ofPlatform = PLATFORMS.some((each) => name.startsWith(variable(`${each}_`)))
      const meant = ofPlatform ? nearest(name, PLATFORM_VARIABLES) : key && variable(key)
      return meant || ofPlatform
        ? [new UserError('cli.unknownVariable', { value: name }, meant)]
        : []
    })
}

/** Returns a mistake for each name in a settings file that is none of ours. */
export function unknownKeys(
  file: Readonly<Record<string, unknown>>,
  place: string,
): readonly UserError[] {
  return Object.keys(file)
    .filter((key) => key !== '$schema' && !(FILE_KEYS as readonly string[]).includes(key))
    .map(
      (key) =>
        new UserError(
          'cli.unknownKey',
          { place, value: key, known: FILE_KEYS.join(', ') },
          meantKey(key, FILE_KEYS),
        ),
    )
}
