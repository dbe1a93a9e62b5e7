import { randomUUID } from 'node:crypto'
import { shippedAspectNames } from '../analysis/taxonomy.ts'
import { isZone, zoneCalendar } from '../calendar/zone.ts'
import type { AdapterHost, Logger } from '../core/adapter.ts'
import type { AspectName } from '../core/analysis.ts'
import type { ChartRenderer } from '../core/chart.ts'
import type { CommandContext, CommandRegistry } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Locale } from '../core/locale.ts'
import type { Reply, Report } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import {
  completeCommandLine,
  formatCommandLine,
  type ParsedCommand,
  parseCommandLine,
} from '../parse/index.ts'
import { createAnswerCache } from './answer-cache.ts'
import { authorize, knownRole, roleOf } from './authorize.ts'
import { failureNotice } from './failure-notice.ts'
import { keepReport } from './keep-report.ts'
import { withNameSuggested } from './mend-names.ts'
import { isPersonal, resolveFilters } from './resolve-filters.ts'
import { createWorkspaceReader, type WorkspaceView } from './workspace-view.ts'

/** What the host works with; the clock, the database and the log come from outside. */
export interface HostParts {
  readonly store: Store
  readonly registry: CommandRegistry
  readonly charts: ChartRenderer
  readonly log: Logger
  readonly clock: () => EpochSeconds
  readonly defaults: {
    /** Meant where an invocation names none. */
    readonly workspace: string
    /** For a workspace that is made because there is none yet. */
    readonly zone: string
    readonly locale: Locale
    /** By metric key, for `vs target`. */
    readonly targets: Readonly<Record<string, number>>
    /** What the sides of the experience are called; the shipped taxonomy where none is given. */
    readonly aspects?: readonly AspectName[]
  }
  /** Makes the short ids under which faults are logged. */
  readonly newReference?: () => string
}

const CACHED_ANSWERS = 256
const CACHE_SECONDS = 60
const CACHED_ROWS = 500
const MAX_COMPLETIONS = 20

/** Where and in which language a question is asked. */
interface Situation extends WorkspaceView {
  readonly zone: string
  readonly locale: Locale
}

/** Returns what adapters ask: it runs command lines and completes them. */
export function createHost(parts: HostParts): AdapterHost {
  const { store, registry, charts, log, clock, defaults } = parts
  const newReference = parts.newReference ?? (() => randomUUID().slice(0, 8))
  const readWorkspace = createWorkspaceReader(store, defaults, clock)
  const aspects = defaults.aspects ?? shippedAspectNames()
  const cache = createAnswerCache(CACHED_ANSWERS, CACHE_SECONDS)

  async function situationOf(invocation: Invocation): Promise<Situation> {
    const view = await readWorkspace(invocation.workspace || defaults.workspace)
    return {
      ...view,
      zone: invocation.zone ?? view.workspace.zone,
      locale: invocation.locale ?? view.workspace.locale,
    }
  }

  async function run(
    invocation: Invocation,
    situation: Situation,
    now: EpochSeconds,
    mode: 'answer' | 'rerun',
  ): Promise<Reply> {
    const { workspace, zone, locale } = situation
    const text = lineOf(invocation)
    if (invocation.zone !== null && !isZone(zone)) {
      throw new UserError('errors.unknown-zone', { zone }, 'Europe/Vilnius')
    }
    const { command, arguments: asked } = await parsed(text, situation, now)
    authorize(command, invocation)
    const filters = await resolveFilters(
      situation.store,
      workspace.id,
      asked.filters,
      (others) =>
        formatCommandLine(command, asked, {
          filters: others,
          ...(asked.periodGiven ? {} : { period: null }),
        }),
      aspects,
    )
    const resolved = { ...asked, filters }
    const key = JSON.stringify([
      workspace.id,
      formatCommandLine(command, resolved),
      resolved.periodGiven,
      locale,
      zone,
      situation.dataVersion,
      zoneCalendar(zone).dayOf(now),
    ])
    const cached = mode === 'answer' ? cache.get(key, now) : undefined
    if (cached) return cached

    const context: CommandContext = {
      store: situation.store,
      workspace,
      workspaceId: workspace.id,
      locale,
      zone,
      now,
      arguments: resolved,
      invocation,
      registry,
      rerun: (line, at, as) =>
        run({ ...invocation, text: line }, { ...situation, ...as }, at, 'rerun'),
      targets: defaults.targets,
      aspects,
    }
    const reply = await command.run(context)
    if (mode === 'rerun' || reply.kind !== 'report') return reply
    const answer = await keepReport(reply, { ...situation, store, log, now })
    if (isWorthKeeping(answer)) cache.set(key, answer, now)
    return answer
  }

  async function parsed(
    line: string,
    { workspace, store: known, zone, locale }: Situation,
    now: EpochSeconds,
  ): Promise<ParsedCommand> {
    const span = await known.span(workspace.id)
    try {
      return parseCommandLine(line, { registry, now, zone, locale, span })
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      const parts = { registry, store: known, workspace: workspace.id }
      throw await withNameSuggested(error, line, parts)
    }
  }

  return {
    registry,
    charts,
    log,
    async answer(invocation) {
      let locale = invocation.locale ?? defaults.locale
      try {
        knownRole(invocation)
        const situation = await situationOf(invocation)
        locale = situation.locale
        return await run(invocation, situation, clock(), 'answer')
      } catch (error) {
        const { notice, reference } = failureNotice(error, {
          locale,
          registry,
          newReference,
        })
        if (reference !== undefined) {
          const { platform, eventId } = invocation
          log.error('answer-failed', { reference, platform, eventId, error: detailsOf(error) })
        }
        return notice
      }
    },
    async complete(invocation) {
      try {
        if (roleOf(invocation) === null) return []
        const { workspace, store: known, zone, locale } = await situationOf(invocation)
        return await completeCommandLine(invocation.text.replace(/^\s*\//, ''), {
          registry,
          now: clock(),
          zone,
          locale,
          span: await known.span(workspace.id),
          names: async (dimension, prefix) =>
            isPersonal(dimension)
              ? []
              : known.names(workspace.id, dimension, { prefix, limit: MAX_COMPLETIONS }),
        })
      } catch (error) {
        log.warn('completion-failed', {
          platform: invocation.platform,
          error: detailsOf(error),
        })
        return []
      }
    },
  }
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

function detailsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
