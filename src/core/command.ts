import type { Access } from './access.ts'
import type { AspectName } from './analysis.ts'
import type { FindPlace } from './delivery.ts'
import type { MessageTarget } from './digest.ts'
import type { Dimension } from './feedback.ts'
import type { FileShelf } from './given-file.ts'
import type { EpochSeconds, WorkspaceId } from './identity.ts'
import type { Invocation } from './invocation.ts'
import type { Locale } from './locale.ts'
import type { Baseline, Period, TimeUnit } from './period.ts'
import type { Reply, View } from './reply.ts'
import type { Store, Workspace } from './store.ts'

export const ROLES = ['viewer', 'moderator', 'manager', 'admin'] as const
/** Each role may do what the ones before it may. */
export type Role = (typeof ROLES)[number]
/** What a command's rule asks for: a role, or nothing at all, for whoever wants to be let in. */
export type Needs = Role | 'stranger'

/** The headings under which help lists commands. */
export const COMMAND_GROUPS = ['metrics', 'explore', 'data', 'messages', 'people', 'help'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** A dimension, or a unit of time. */
export type Breakdown = Dimension | TimeUnit

/** A word that the command understands besides the common grammar, such as `mean` in `csat mean`. */
export type Option =
  | {
      /** One of several bare words, such as `mean` or `top`. */
      readonly type: 'choice'
      readonly name: string
      readonly values: readonly string[]
    }
  | {
      /** Written `name:value`, such as `weights:price=2,staff=1`. */
      readonly type: 'value'
      readonly name: string
    }

/** The words of a command that belong to no other part of the grammar. */
export interface Subject {
  readonly name: string
  readonly required: boolean
  /** At most this many; words in quotes count as one. */
  readonly max: number
  /** Where the words come from, for completion and for suggestions. */
  readonly from:
    | 'metric'
    | 'command'
    | 'dimension-value'
    | 'aspect'
    | 'identifier'
    | 'free-text'
    /** All that follows the command's name is one subject, as it was typed: the command reads it. */
    | 'line'
}

/**
 * What a command takes and who may use it, known before it runs: platforms
 * must be acknowledged first, and registration, help, completion and the
 * access matrix are derived from this. Its words are in the `commands` locale
 * files under `<name>.description`, `<name>.example` and, where more is to be said, `<name>.more`.
 */
export interface CommandDeclaration {
  /** `[a-z][a-z0-9_]{0,31}` */
  readonly name: string
  /** Who sees the answer: the one who asked, or everyone in the place. */
  readonly audience: 'caller' | 'channel'
  /** Where help lists it. */
  readonly group?: CommandGroup
  /** The command opens a form when it is called with nothing. */
  readonly opens?: 'form'
  /** What opens a form when it follows the command's name alone, such as `create`. */
  readonly formWords?: readonly string[]
  readonly needs: Needs
  /** It changes something: what it writes and its answer are stored in one transaction. */
  readonly writes?: true
  /**
   * Reads what follows the command's name and does nothing else. Throws a UserError where that
   * cannot be right, so that a form shows it before it is submitted.
   */
  readonly read?: (request: string, now: EpochSeconds) => unknown
  /** Which of its lines only read all the same; given what follows the command's name. */
  readonly readsOnly?: (request: string) => boolean
  /**
   * Which of its lines work for minutes, in many transactions of their own; one that is run
   * again after a kill goes on where it was. Given what follows the command's name.
   */
  readonly takesLong?: (request: string) => boolean
  /** A file may be given with it. */
  readonly file?: true
  /** It is about the workspace and the people in it, not about feedback: a place's scope does not narrow it. */
  readonly unscoped?: true
  /**
   * Seldom asked for: where a platform takes only so many commands, it is called by the
   * bot's own command, as in `/cx audit`.
   */
  readonly seldom?: true
  /** Also offered on a message, where the platform can. */
  readonly menu?: 'message'
  readonly subject?: Subject
  /** Null where the command has no period; else what is meant when none is given. */
  readonly period: null | { readonly default: string }
  readonly breakdowns: readonly Breakdown[]
  readonly baselines: boolean
  readonly filters: readonly Dimension[]
  readonly views: readonly View[]
  readonly options: readonly Option[]
}

/** Names of one dimension; feedback passes where it carries any of them. */
export interface Filter {
  readonly dimension: Dimension
  readonly names: readonly string[]
}

/** A command line after parsing: typed, checked against the declaration, names unresolved. */
export interface CommandArguments {
  readonly subjects: readonly string[]
  readonly period: Period | null
  /** False where `period` is the command's default. */
  readonly periodGiven: boolean
  readonly by: Breakdown | null
  readonly baseline: Baseline | null
  readonly filters: readonly Filter[]
  readonly view: View | null
  readonly options: Readonly<Record<string, string>>
}

/** How a line that works for minutes is told of meanwhile, and stopped. */
export interface LongWork {
  /** Shows how far it is in the place of the answer, where the platform can. Never rejects. */
  progress(reply: Reply): Promise<void>
  /** The program ends: what throws WorkInterrupted then is run again by the next one. */
  readonly signal: AbortSignal
}

/** All that a command may use; the clock and the database come from outside. */
export interface CommandContext {
  readonly store: Store
  readonly workspace: Workspace
  readonly workspaceId: WorkspaceId
  readonly locale: Locale
  readonly zone: string
  readonly now: EpochSeconds
  readonly arguments: CommandArguments
  readonly invocation: Invocation
  /** What the caller may do here, as it was found for this command. */
  readonly access: Access
  /** Every command, for help. */
  readonly registry: CommandRegistry
  /**
   * Runs another command line as the same caller, as if it were asked at another
   * time, in another zone or language; for reports that re-create earlier ones.
   */
  readonly rerun: (
    text: string,
    now: EpochSeconds,
    as?: {
      readonly zone: string
      readonly locale: Locale
      /** Narrows what is read further. */
      readonly scope?: readonly Filter[]
    },
  ) => Promise<Reply>
  /** Returns what a platform says of a place now; undefined where the bot is not there, or does not run. */
  readonly place: FindPlace
  /**
   * Lets others know: puts a message into the outbox together with what the command writes.
   * `key` tells it among all others, for ever. Nothing happens where the platform does not run.
   */
  readonly tell: (target: MessageTarget, reply: Reply, key: string) => Promise<void>
  /** Files that people gave; undefined where none can be kept. */
  readonly files: FileShelf | undefined
  /** Only for lines that take long, where the platform waits for them. */
  readonly work: LongWork | undefined
  /** Targets of the workspace by metric key, for `vs target`. */
  readonly targets: Readonly<Record<string, number>>
  /** The workspace's taxonomy, in its order. */
  readonly aspects: readonly AspectName[]
}

export interface Command extends CommandDeclaration {
  /** Rejects with a UserError where the question cannot be answered as asked. */
  run(context: CommandContext): Promise<Reply>
}

export interface CommandRegistry {
  readonly commands: readonly Command[]
  find(name: string): Command | undefined
}

/** Returns whether a line of the command may change something, all of it in one transaction. */
export function changesSomething(
  { readsOnly, takesLong, writes }: Pick<CommandDeclaration, 'writes' | 'readsOnly' | 'takesLong'>,
  line: string,
): boolean {
  if (!writes) return false
  const request = requestOf(line)
  return readsOnly?.(request) !== true && takesLong?.(request) !== true
}

/** Returns whether a line of the command works for minutes. */
export function takesLong(command: Pick<CommandDeclaration, 'takesLong'>, line: string): boolean {
  return command.takesLong?.(requestOf(line)) === true
}

function requestOf(line: string): string {
  return line.trim().replace(/^\S+\s*/, '')
}

/** Returns whether a line of the command does nothing but ask for its form. */
export function opensForm(
  { name, opens, formWords = [] }: Pick<CommandDeclaration, 'name' | 'opens' | 'formWords'>,
  line: string,
): boolean {
  const [first, second, ...more] = line.trim().toLowerCase().split(/\s+/)
  if (first !== name || more.length > 0) return false
  return second === undefined ? opens === 'form' : formWords.includes(second)
}
