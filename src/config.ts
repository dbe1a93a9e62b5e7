import { basename, resolve } from 'node:path'
import { UserError } from './core/errors.ts'
import type { EpochSeconds } from './core/identity.ts'
import type { Locale } from './core/locale.ts'
import { type Given, givenBy, givenByFileOr, type Surroundings } from './given-setting.ts'
import { type PlatformSettings, readPlatforms } from './platform-settings.ts'
import { checkRetention, type Retention } from './privacy/retention-settings.ts'
import { Secret } from './secret.ts'
import { secretFiles } from './secret-files.ts'
import {
  type Flags,
  SECRET_VARIABLES,
  SECRETS,
  type SettingKey,
  unknownKeys,
  unknownVariables,
  variable,
} from './setting-names.ts'
import {
  checkDatabase,
  checkHost,
  checkLocale,
  checkNow,
  checkPassword,
  checkPath,
  checkPort,
  checkSwitch,
  checkTargets,
  checkWorkspace,
  checkZone,
  isLoopback,
} from './settings.ts'
import { readSettingsFile } from './settings-file.ts'

export type { Flags } from './setting-names.ts'

export type Environment = Surroundings['environment']

/** Returns the environment of the process: the only place where the program reads it. */
export function processEnvironment(): Environment {
  return process.env
}

/** All settings, checked. Null stands for "not given": the workspace's own value then holds. */
export interface Config {
  /** `sqlite:PATH` with an absolute path, or `postgres://…`. */
  readonly database: Secret
  readonly databaseGiven: boolean
  readonly workspace: string | null
  readonly locale: Locale | null
  readonly zone: string | null
  /** The instant to answer at, instead of the clock's. */
  readonly now: EpochSeconds | null
  readonly host: string
  readonly port: number
  readonly password: Secret | null
  /** The file with the workspace's own aspects, with an absolute path. */
  readonly taxonomy: string | null
  readonly platforms: PlatformSettings
  /** By metric, for `vs target`. */
  readonly targets: Readonly<Record<string, number>>
  /** How many days each class of what is stored is kept. */
  readonly retention: Retention
  /** Refuses to serve files that others on this machine may read. */
  readonly strict: boolean
  /** The file that was read. */
  readonly file: string | null
  /** The files that hold a secret, with absolute paths. */
  readonly secretFiles: readonly string[]
  /** Where the program keeps what it makes itself. */
  readonly dataFolder: string
}

/** Several mistakes in the settings at once. */
export class SettingsError extends UserError {
  readonly problems: readonly UserError[]

  constructor(problems: readonly UserError[]) {
    super('cli.settings', { count: problems.length }, problems[0]?.suggestion)
    this.problems = problems
  }
}

const DEFAULT_FILE = 'cxbot.json'
const DATA_FOLDER = '.cxbot'

/** What settings are read from, beside the file. */
export interface Sources extends Surroundings {
  readonly flags: Flags
  readonly machineZone: string
}

/**
 * Returns the settings: flags beat the environment, which beats the file, which
 * beats the defaults. Throws one UserError for one mistake and a SettingsError
 * for several.
 */
export function loadConfig(sources: Sources): Config {
  const { config, problems } = readConfig(sources)
  const [first] = problems
  if (first) throw problems.length === 1 ? first : new SettingsError(problems)
  return config
}

/** Returns the language of the settings even where others of them are wrong. */
export function configuredLocale(sources: Sources): Locale | null {
  return readConfig(sources).config.locale
}

function readConfig(options: Sources): {
  readonly config: Config
  readonly problems: readonly UserError[]
} {
  const { flags, environment, directory } = options
  const problems: UserError[] = []
  function attempt<Value>(work: () => Value): Value | undefined {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      problems.push(error)
      return undefined
    }
  }

  const named = flags.config ?? environment[variable('config')]
  const path = resolve(directory, named || DEFAULT_FILE)
  const file = attempt(() => readSettingsFile(path, Boolean(named)))
  const place = basename(path)
  if (file) problems.push(...unknownKeys(file, place))
  problems.push(...unknownVariables(environment))

  function given(key: SettingKey): Given | undefined {
    const flag = (flags as Readonly<Record<string, string | undefined>>)[key]
    if (flag !== undefined) return { value: flag, place: `--${key}` }
    const read = SECRETS.includes(key) ? givenByFileOr : givenBy
    const own = key === 'now' ? undefined : read(variable(key), options)
    if (own) return own
    return file && key in file ? { value: file[key], place: `${place}: ${key}` } : undefined
  }
  function setting<Value>(key: SettingKey, check: (given: Given) => Value): Value | undefined {
    return attempt(() => {
      const found = given(key)
      return found && check(found)
    })
  }

  const zone = setting('zone', checkZone) ?? null
  const database = setting('db', checkDatabase)
  const host = setting('host', checkHost) ?? '127.0.0.1'
  const password = setting('password', checkPassword) ?? null
  const taxonomy = setting('taxonomy', checkPath)
  const config: Config = {
    database: absolute(database ?? new Secret(`sqlite:${DATA_FOLDER}/cxbot.db`), directory),
    databaseGiven: database !== undefined,
    workspace: setting('workspace', checkWorkspace) ?? null,
    locale: setting('locale', checkLocale) ?? null,
    zone,
    now: setting('now', (value) => checkNow(value, zone ?? options.machineZone)) ?? null,
    host,
    port: setting('port', checkPort) ?? 3000,
    password,
    taxonomy: taxonomy === undefined ? null : resolve(directory, taxonomy),
    platforms: readPlatforms({
      environment,
      directory,
      file: file ?? {},
      filePlace: place,
      attempt,
    }),
    targets: setting('targets', checkTargets) ?? {},
    retention: setting('retention', checkRetention) ?? {},
    strict: setting('strict', checkSwitch) ?? false,
    file: file ? path : null,
    secretFiles: secretFiles({ environment, variables: SECRET_VARIABLES, directory, file, path }),
    dataFolder: resolve(directory, DATA_FOLDER),
  }
  if (!isLoopback(host) && !password && problems.length === 0) {
    problems.push(new UserError('cli.passwordNeeded', { host, variable: variable('password') }))
  }
  return { config, problems }
}

function absolute(database: Secret, directory: string): Secret {
  const path = /^sqlite:(.*)$/s.exec(database.reveal())?.[1]
  return path ? new Secret(`sqlite:${resolve(directory, path)}`) : database
}
