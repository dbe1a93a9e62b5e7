import { randomUUID } from 'node:crypto'
import { readAccess } from '../access/access-reader.ts'
import { commandClass, isDenial } from '../access/audit.ts'
import { authorize, refuseStanding } from '../access/authorize.ts'
import { createScopeViews } from '../access/scope-views.ts'
import { createStrangers } from '../access/strangers.ts'
import { shippedAspectNames } from '../analysis/taxonomy.ts'
import { isUntold } from '../capture/react.ts'
import type { Access } from '../core/access.ts'
import { changesSomething, type LongWork } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Invocation } from '../core/invocation.ts'
import type { Reply } from '../core/reply.ts'
import type { Store } from '../core/store.ts'
import { completeCommandLine } from '../parse/index.ts'
import { createAuditTrail } from './audit-trail.ts'
import { failureNotice } from './failure-notice.ts'
import type { DispatchHost, HostParts } from './host-parts.ts'
import { namedCommand } from './named-command.ts'
import { allowedCommands } from './registry.ts'
import { isPersonal } from './resolve-filters.ts'
import { createRunner, type Situation } from './run-line.ts'
import { withTypedLines } from './typed-lines.ts'
import { createWorkspaceReader } from './workspace-view.ts'

const MAX_COMPLETIONS = 20

/** Returns what adapters ask: it runs command lines and completes them. */
export function createHost(parts: HostParts): DispatchHost {
  const { store, registry, charts, log, clock, defaults } = parts
  const newReference = parts.newReference ?? (() => randomUUID().slice(0, 8))
  const readWorkspace = createWorkspaceReader(store, defaults, clock)
  const scopeViews = createScopeViews()
  const strangers = createStrangers()
  const audit = createAuditTrail(parts)
  const viewOf = ({ store: whole, workspace, dataVersion }: Situation, scope: Access['scope']) =>
    scope.length === 0 ? whole : scopeViews(whole, workspace.id, dataVersion, scope)
  const aspects = defaults.aspects ?? shippedAspectNames()
  const run = createRunner({ ...parts, aspects, viewOf })

  async function situationOf(
    invocation: Invocation,
    access: Access,
    on: Store = store,
  ): Promise<Situation> {
    const view = await readWorkspace(access.workspace)
    const { workspace } = view
    return {
      ...view,
      access: { ...access, home: access.home ?? workspace.id },
      keeps: on === store,
      store: on === store ? view.store : on,
      zone: invocation.zone ?? workspace.zone,
      locale: invocation.locale ?? workspace.locale,
    }
  }

  /** Reads what the caller may do; a stranger goes no further unless the command is for strangers. */
  async function admitted(invocation: Invocation, on: Store): Promise<Access> {
    refuseStanding(invocation)
    const access = await readAccess(on, invocation, defaults.workspace)
    const command = namedCommand(invocation.text, registry)
    if (access.role === null && command?.needs !== 'stranger') {
      throw new UserError('errors.stranger')
    }
    if (command) authorize(command, invocation, access)
    const isAboutHome = command?.unscoped || (command && changesSomething(command, invocation.text))
    return isAboutHome ? await atHome(access, on) : access
  }

  /** The made-up sample is shown while there is nothing else; nothing is ever written into it. */
  async function atHome(access: Access, on: Store): Promise<Access> {
    const own = (await on.workspaces()).find(({ id }) => id === access.home)
    return own ? { ...access, workspace: own.name } : access
  }

  async function answerOn(on: Store, invocation: Invocation, work?: LongWork): Promise<Reply> {
    const access = await admitted(invocation, on)
    const situation = await situationOf(invocation, access, on)
    if (on === store && namedCommand(invocation.text, registry)?.unscoped) {
      await audit.settled()
    }
    const { reply, command, asked } = await run(invocation, { ...situation, work }, clock())
    await audit.write(on, {
      invocation,
      home: situation.access.home,
      outcome: 'answered',
      detail: '',
      of: commandClass(command, asked),
    })
    return withTypedLines(reply, invocation.platform, registry)
  }

  async function refuse(error: unknown, invocation: Invocation): Promise<Reply> {
    const { platform, eventId } = invocation
    let locale = invocation.locale ?? defaults.locale
    let home: Access['home'] = null
    let allowed = registry
    try {
      const access = await readAccess(store, invocation, defaults.workspace)
      home = access.home
      allowed = allowedCommands(registry, access.role)
      if (access.role !== null) {
        const situation = await situationOf(invocation, access)
        locale = situation.locale
        home = situation.access.home
      }
    } catch {
      // The database cannot be asked: the first error says what is wrong.
    }
    const asked = invocation.reaction === undefined
    const told = asked && isStranger(error) && strangers.knows(invocation) ? again() : error
    const { notice, reference } = failureNotice(told, { locale, registry: allowed, newReference })
    // A reaction of somebody who may not log is a reaction like any other.
    if (!asked && isUntold(notice)) return notice
    if (reference !== undefined) {
      log.error('answer-failed', { reference, platform, eventId, error: detailsOf(error) })
    }
    const outcome = reference ? 'fault' : isDenial(error) ? 'denied' : 'mistake'
    const detail = reference ?? notice.errorId ?? ''
    await audit.write(store, { invocation, home, outcome, detail })
    return withTypedLines(notice, platform, registry)
  }

  return {
    registry,
    charts,
    log,
    answerOn,
    refuse,
    commandOf: (line) => namedCommand(line, registry),
    async answerAs(invocation, access, at) {
      const situation = await situationOf(invocation, access)
      return withTypedLines(
        (await run(invocation, situation, at)).reply,
        invocation.platform,
        registry,
      )
    },
    async answer(invocation) {
      try {
        return await answerOn(store, invocation)
      } catch (error) {
        return await refuse(error, invocation)
      }
    },
    async complete(invocation) {
      try {
        refuseStanding(invocation)
        const access = await readAccess(store, invocation, defaults.workspace)
        if (access.role === null) return []
        const situation = await situationOf(invocation, access)
        const { workspace, zone, locale } = situation
        const known = viewOf(situation, access.scope)
        return await completeCommandLine(invocation.text.replace(/^\s*\//, ''), {
          registry: allowedCommands(registry, access.role),
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
        if (!(error instanceof UserError)) {
          const { platform } = invocation
          log.warn('completion-failed', { platform, error: detailsOf(error) })
        }
        return []
      }
    },
  }
}

function isStranger(error: unknown): boolean {
  return error instanceof UserError && error.id === 'errors.stranger'
}

/** What a stranger who was told already how to get in is told. */
function again(): UserError {
  return new UserError('access.still-stranger')
}

function detailsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
