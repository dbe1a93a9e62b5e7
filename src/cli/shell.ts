import type { Command } from 'commander'
import type { Taxonomy } from '../analysis/taxonomy.ts'
import type { Config, Environment, Flags } from '../config.ts'
import type { Adapter, Logger } from '../core/adapter.ts'
import type { ChartRenderer } from '../core/chart.ts'
import type { CommandRegistry } from '../core/command.ts'
import type { ChatAdapter } from '../core/delivery.ts'
import type { ReceiveHook } from '../core/hook.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Locale } from '../core/locale.ts'
import type { Reply } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import type { DispatchHost, HostParts } from '../dispatch/index.ts'
import type { MessageKey, MessageParams, Translate } from '../language/translate.ts'
import type { Platform } from '../platform-names.ts'
import type {
  DiscordSettings,
  PlatformSettings,
  SlackSettings,
  TelegramSettings,
} from '../platform-settings.ts'
import type { AnalyzerSource, Readers } from '../reading/readers.ts'
import type { ShardLeases } from './shard-leases.ts'

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
  /** Calls back when the settings are to be read again, on SIGHUP; returns how to stop listening. */
  onReload?(callback: () => void): () => void
}

/** The parts that only the main file joins, each loaded when it is first asked for. */
export interface Parts {
  openStore(url: string): Promise<Store>
  backups(): Promise<BackupParts>
  registry(): Promise<CommandRegistry>
  charts(): ChartRenderer
  host(options: HostParts): Promise<DispatchHost>
  webAdapter(options: {
    readonly host: string
    readonly port: number
    readonly password: string | null
    readonly status?: WebStatus
    readonly receiveHook?: ReceiveHook
  }): Promise<WebAdapter>
  readonly chat: ChatParts
  console(): Promise<ConsoleParts>
}

/** Backups of the database behind an address. */
export interface BackupParts {
  backupStore(
    url: string,
    file: string,
  ): Promise<{
    /** In bytes. */
    readonly size: number
    /** SHA-256, in hexadecimal. */
    readonly hash: string
  }>
  /** The database that was there is kept under the name `kept`, where it is a file. */
  restoreStore(url: string, file: string, kept: string): Promise<void>
}

/** What `/health` and `/metrics` of the page's server tell besides the page itself. */
export interface WebStatus {
  health(): Promise<Readonly<Record<string, unknown>>>
  metrics(): Promise<string>
}

/** What one check of a platform found; `advice` says what to click where it failed. */
export interface PlatformFinding {
  readonly platform: Platform
  readonly check: string
  readonly ok: boolean
  readonly found: readonly [MessageKey, MessageParams?]
  readonly advice?: readonly [MessageKey, MessageParams?]
}

/** The chat platforms; each is loaded when it is first needed. */
export interface ChatParts {
  slack(settings: SlackSettings): Promise<ChatAdapter>
  discord(
    settings: DiscordSettings,
    hooks: {
      /** Counts a session and says whether it may be opened. */
      readonly mayIdentify?: () => Promise<boolean>
      /** Divides the gateway among processes. */
      readonly shards?: ShardLeases
      readonly session?: {
        read(shard: string): Promise<string | null>
        write(session: string | null, shard: string): Promise<void>
      }
    },
  ): Promise<ChatAdapter>
  telegram(
    settings: TelegramSettings,
    hooks: { readonly pollSeconds?: number; readonly mayPoll?: () => Promise<boolean> },
  ): Promise<ChatAdapter>
  /** Asks the platforms that are set up whether all that the bot needs is there. */
  examine(settings: PlatformSettings): AsyncIterable<PlatformFinding>
  /** Returns the app manifest of api.slack.com. */
  slackManifest(
    registry: CommandRegistry,
    options: { readonly locale: Locale; readonly requestUrl?: string },
  ): Promise<unknown>
  /** Changes only what differs. Rejects with the library's error where Discord refuses. */
  registerDiscord(
    settings: DiscordSettings,
    registry: CommandRegistry,
  ): Promise<{
    readonly created: readonly string[]
    readonly updated: readonly string[]
    readonly unchanged: number
    readonly foreign: readonly string[]
  }>
}

/** The browser page; `address` is its URL once it has started. */
export interface WebAdapter extends Adapter {
  address(): string
}

/** How the terminal shows things. */
export interface ConsoleStyle {
  readonly colours: boolean
  /** The protocol in which the terminal shows pictures; null where it cannot. */
  readonly pictures: 'kitty' | 'iterm' | null
}

/** What the console adapter offers to the subcommands. */
export interface ConsoleParts {
  /** Returns the PNG of the reply's chart; null where it has none. */
  drawChart(charts: ChartRenderer, reply: Reply): Promise<Uint8Array | null>
  /** Returns the reply as it is printed, ending with a line break. */
  presentReply(
    reply: Reply,
    style: ConsoleStyle & {
      readonly form: 'text' | 'json'
      readonly width: number | undefined
      /** Shown inline where the terminal can. */
      readonly picture: Uint8Array | null
      /** Where the picture was saved. */
      readonly chartFile: string | null
    },
  ): string
  /** `finished` resolves when the person has left. */
  createConsoleAdapter(
    options: ConsoleStyle & {
      readonly input: InputStream
      readonly output: OutputStream
      readonly locale: Locale
      readonly invocation: (text: string) => Invocation
      readonly greeting: string
      /** For the history and the charts. */
      readonly dataFolder: string
    },
  ): Adapter & { readonly finished: Promise<void> }
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
   * Reads and checks all settings; throws a UserError that names every mistake at
   * once. Nothing is opened or created yet. `flags` are those of the subcommand itself.
   */
  session(flags?: Pick<Flags, 'host' | 'port'>): Session
  /** Ends the run with another exit code than 0. */
  exitWith(code: number): void
}

/** One run with its settings. What it opens is closed when the run ends. */
export interface Session extends Cli {
  readonly flags: Flags
  readonly config: Config
  readonly log: Logger
  /** `--now`, else the clock. */
  readonly now: () => EpochSeconds
  /**
   * Opens the database of the settings, once; creates it where it does not exist.
   * What comes in is read by the workspace's analyser.
   */
  openStore(): Promise<Store>
  /** The same database; what comes in is kept unread until stored texts are read. */
  unreadStore(): Promise<Store>
  /** The same database; e-mail addresses, phone numbers and payment cards stay in texts. */
  unmaskedStore(): Promise<Store>
  /** The workspace's own taxonomy, where the settings name its file. Throws a UserError for mistakes in it. */
  taxonomy(): Promise<Taxonomy | undefined>
  /** What makes analysers; the models are loaded once. */
  analyzers(): Promise<AnalyzerSource>
  /** The analysers of the workspaces in the database. */
  readers(): Promise<Readers>
  /** False where the database is a file that does not exist yet. */
  databaseExists(): boolean
  /** Writes to stdout; resolves when there is room for more. */
  print(text: string): Promise<void>
  /** Has `work` done when the run ends, before what was opened earlier is closed. */
  atEnd(work: () => Promise<void>): void
}

/** Adds one subcommand with its words, options and action to the program. */
export type RegisterSubcommand = (program: Command, cli: Cli) => void
