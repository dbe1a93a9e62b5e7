import type { Command } from 'commander'
import type { Config, Environment } from '../config.ts'
import type { Adapter, AdapterHost, Logger } from '../core/adapter.ts'
import type { ChartRenderer } from '../core/chart.ts'
import type { CommandRegistry } from '../core/command.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Locale } from '../core/locale.ts'
import type { Store } from '../core/store.ts'
import type { Translate } from '../language/translate.ts'

export interface InputStream extends NodeJS.ReadableStream {
  readonly isTTY?: boolean
}

export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean
  readonly columns?: number
}

/** The process as the program sees it, so that a test can stand in for it. */
export interface Shell {
  readonly arguments: readonly string[]
  readonly environment: Environment
  /** The current directory. */
  readonly directory: string
  readonly input: InputStream
  readonly output: OutputStream
  readonly errors: OutputStream
  /** The IANA zone of the machine. */
  readonly machineZone: string
  readonly clock: () => EpochSeconds
  /** Calls back on SIGINT and SIGTERM; returns how to stop listening. */
  onStop(callback: () => void): () => void
}

/** The parts that only the main file joins, each loaded when it is first asked for. */
export interface Parts {
  openStore(url: string): Promise<Store>
  registry(): Promise<CommandRegistry>
  charts(): ChartRenderer
  host(options: {
    readonly store: Store
    readonly registry: CommandRegistry
    readonly charts: ChartRenderer
    readonly log: Logger
    readonly clock: () => EpochSeconds
    readonly targets: Readonly<Record<string, number>>
  }): Promise<AdapterHost>
  webAdapter(options: {
    readonly host: string
    readonly port: number
    readonly password: string | null
  }): Promise<Adapter>
}

/** One run of the program, before its settings are read. */
export interface Cli {
  readonly shell: Shell
  readonly parts: Parts
  /** The language of the program's own words. */
  readonly locale: Locale
  readonly t: Translate
  /** True where `--json` was given: errors then go to stdout as JSON. */
  readonly json: boolean
  /**
   * Reads and checks all settings; rejects with a UserError that names every
   * mistake at once. Nothing is opened or created yet.
   */
  session(): Promise<Session>
  /** Ends the run with another exit code than 0. */
  exitWith(code: number): void
}

/** One run with its settings. What it opens is closed when the run ends. */
export interface Session extends Cli {
  readonly config: Config
  readonly log: Logger
  /** `--now`, else the clock. */
  readonly now: () => EpochSeconds
  /** Opens the database of the settings, once; creates it where it does not exist. */
  openStore(): Promise<Store>
  /** False where the database is a file that does not exist yet. */
  databaseExists(): boolean
  /** Writes to stdout; resolves when there is room for more. */
  print(text: string): Promise<void>
}

/** Adds one subcommand with its words, options and action to the program. */
export type RegisterSubcommand = (program: Command, cli: Cli) => void
