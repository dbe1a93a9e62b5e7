import { authorize } from '../access/authorize.ts'
import { withoutPrivateWords } from '../access/private-words.ts'
import { forcedFilters } from '../access/scope.ts'
import { withScopeTold } from '../access/scope-note.ts'
import { isZone, zoneCalendar } from '../calendar/zone.ts'
import type { Access } from '../core/access.ts'
import type { AspectName } from '../core/analysis.ts'
import type {
  Command,
  CommandArguments,
  CommandContext,
  Filter,
  LongWork,
} from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Locale } from '../core/locale.ts'
import type { Reply, Report } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import { tellTarget } from '../digests/tell-target.ts'
import { formatCommandLine, type ParsedCommand, parseCommandLine } from '../parse/index.ts'
import { createAnswerCache } from './answer-cache.ts'
import type { HostParts } from './host-parts.ts'
import { keepReport } from './keep-report.ts'
import { withNameSuggested } from './mend-names.ts'
import { allowedCommands } from './registry.ts'
import { resolveFilters } from './resolve-filters.ts'
import type { WorkspaceView } from './workspace-view.ts'

const CACHED_ANSWERS = 256
const CACHE_SECONDS = 60
const CACHED_ROWS = 500
/** What others are told of a command is no news after this. */
const WORTH_SECONDS = 3600

/** Where, with which rights and in which language a question is asked. */
export interface Situation extends WorkspaceView {
  readonly access: Access
  /** False within a transaction of another's: the report is not stored for later. */
  readonly keeps: boolean
  readonly zone: string
  readonly locale: Locale
  readonly work?: LongWork | undefined
}

/** What became of a line. */
export interface Ran {
  readonly reply: Reply
  readonly command: Command
  readonly asked: CommandArguments
}

/** Runs one command line. Rejects with a UserError where it cannot be done as asked. */
export type Runner = (
  invocation: Invocation,
  situation: Situation,
  now: EpochSeconds,
) => Promise<Ran>

/** Returns the store as a scope lets it be seen. */
export type ViewOf = (situation: Situation, scope: readonly Filter[]) => Store

/** Returns a runner of command lines, which remembers its last answers. */
export function createRunner(
  parts: Pick<
    HostParts,
    'registry' | 'store' | 'log' | 'defaults' | 'place' | 'outlet' | 'files'
  > & {
    readonly aspects: readonly AspectName[]
    readonly viewOf: ViewOf
  },
): Runner {
  const { registry, store: outer, log, defaults, aspects, viewOf } = parts
  const cache = createAnswerCache(CACHED_ANSWERS, CACHE_SECONDS)

  async function run(
    invocation: Invocation,
    situation: Situation,
    now: EpochSeconds,
    mode: 'answer' | 'rerun',
  ): Promise<Ran> {
    const { workspace, zone, locale, access } = situation
    if (invocation.zone !== null && !isZone(zone)) {
      throw new UserError('errors.unknown-zone', { zone }, 'Europe/Vilnius')
    }
    const { command, arguments: asked } = await parsed(lineOf(invocation), situation, now)
    authorize(command, invocation, access)
    const scope = command.unscoped ? [] : access.scope
    const store = viewOf(situation, scope)
    const resolved = await withFilters(command, asked, { ...situation, store }, scope)
    const key = JSON.stringify([
      workspace.id,
      formatCommandLine(command, resolved),
      resolved.periodGiven,
      locale,
      zone,
      situation.dataVersion,
      zoneCalendar(zone).dayOf(now),
      access.role,
      scope,
      command.audience === 'caller' ? callerKey(invocation) : null,
    ])
    const cached = mode === 'answer' ? cache.get(key, now) : undefined
    if (cached) return { reply: seenBy(cached, command, invocation), command, asked: resolved }

    const context: CommandContext = {
      store,
      workspace,
      workspaceId: workspace.id,
      locale,
      zone,
      now,
      arguments: resolved,
      invocation,
      access,
      registry: allowedCommands(registry, access.role),
      rerun: async (line, at, as) => {
        const again = { ...invocation, text: line }
        const { scope: narrower = [], ...told } = as ?? {}
        const limited = { ...access, scope: narrowest(access.scope, narrower) }
        return (await run(again, { ...situation, ...told, access: limited }, at, 'rerun')).reply
      },
      place: parts.place ?? (async () => undefined),
      tell(target, reply, key) {
        const adapter = parts.outlet?.(target.platform)
        const telling = { store, adapter, now, key, worthSeconds: WORTH_SECONDS }
        return tellTarget(target, reply, telling)
      },
      files: parts.files,
      work: mode === 'answer' ? situation.work : undefined,
      targets: defaults.targets,
      aspects,
    }
    const made = await command.run(context)
    const reply = made.kind === 'report' ? withScopeTold(made, scope) : made
    if (mode === 'rerun' || reply.kind !== 'report' || !situation.keeps) {
      return { reply, command, asked: resolved }
    }
    const kept = { store: outer, workspace, log, locale, zone, now }
    const answer = await keepReport(reply, { ...kept, dataVersion: situation.dataVersion })
    if (isWorthKeeping(answer)) cache.set(key, answer, now)
    return { reply: seenBy(answer, command, invocation), command, asked: resolved }
  }

  /** Returns the arguments with every name as it is stored, within the scope. */
  async function withFilters(
    command: Command,
    asked: CommandArguments,
    { store, workspace, access }: Situation,
    scope: readonly Filter[],
  ): Promise<CommandArguments> {
    const lineWith = (filters: readonly Filter[]) =>
      formatCommandLine(command, asked, {
        filters,
        ...(asked.periodGiven ? {} : { period: null }),
      })
    const { own, forced } = forcedFilters(command, asked.filters, scope, lineWith)
    if (own.length > 0 && access.role === null) throw new UserError('errors.stranger')
    const found = await resolveFilters(store, workspace.id, own, lineWith, aspects)
    return { ...asked, filters: [...found, ...forced] }
  }

  async function parsed(
    line: string,
    situation: Situation,
    now: EpochSeconds,
  ): Promise<ParsedCommand> {
    const { workspace, access, zone, locale } = situation
    const isStranger = access.role === null
    const known = viewOf(situation, access.scope)
    const span = isStranger ? undefined : await known.span(workspace.id)
    try {
      return parseCommandLine(line, { registry, now, zone, locale, span })
    } catch (error) {
      if (!(error instanceof UserError) || isStranger) throw error
      const lookup = { registry, store: known, workspace: workspace.id }
      throw await withNameSuggested(error, line, lookup)
    }
  }

  return (invocation, situation, now) => run(invocation, situation, now, 'answer')
}

/** Returns an answer as those may see it who read it where it goes. */
function seenBy(reply: Reply, command: Command, { place, share }: Invocation): Reply {
  if (reply.kind !== 'report' || place.kind === 'direct') return reply
  if (share && reply.namesPeople) throw new UserError('access.never-shared')
  return share || command.audience === 'caller' ? reply : withoutPrivateWords(reply)
}

/** What is for one person may speak of that person. */
function callerKey({ platform, place, user }: Invocation): readonly (string | null)[] {
  return [platform, place.community, user.id]
}

/** Returns both scopes in one: of a field in both, the names in both. */
function narrowest(one: readonly Filter[], other: readonly Filter[]): readonly Filter[] {
  const merged = one.map(({ dimension, names }) => {
    const limit = other.find((each) => each.dimension === dimension)
    return { dimension, names: limit ? names.filter((name) => limit.names.includes(name)) : names }
  })
  return [
    ...merged,
    ...other.filter(({ dimension }) => !one.some((each) => each.dimension === dimension)),
  ]
}

/** Stored answers of a moderate size; tables of thousands of rows would fill the memory. */
function isWorthKeeping({ reportId, blocks }: Report): boolean {
  const rows = blocks.reduce(
    (sum, block) => sum + (block.type === 'table' ? block.rows.length : 0),
    0,
  )
  return reportId !== undefined && rows <= CACHED_ROWS
}

function lineOf(invocation: Invocation): string {
  return invocation.text.trim().replace(/^\//, '')
}
