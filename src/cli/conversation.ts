import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AdapterHost } from '../core/adapter.ts'
import type { AspectName } from '../core/analysis.ts'
import { changesSomething } from '../core/command.ts'
import { type Invocation, localCaller, localPlace } from '../core/invocation.ts'
import type { Store, Workspace } from '../core/store.ts'
import { answersOnce } from '../dispatch/answer-once.ts'
import type { DispatchHost } from '../dispatch/index.ts'
import type { Session } from './shell.ts'
import { machineLocale } from './terminal.ts'
import {
  chooseWorkspace,
  DEFAULT_WORKSPACE,
  existingStore,
  newWorkspaceSettings,
} from './workspaces.ts'

/** A host that answers from one database, and the workspace that it answers from. */
export interface Conversation {
  readonly host: AdapterHost
  readonly store: Store
  readonly workspace: Workspace
  /** True where there is no feedback at all yet. */
  readonly empty: boolean
  /** Returns a question of the person at the shell. */
  invocation(text: string): Invocation
}

/** Returns a store that is gone when the run ends, so that a question to nothing creates nothing. */
async function openNowhere(session: Session): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-'))
  session.atEnd(() => rm(folder, { recursive: true, force: true }))
  const store = await session.parts.openStore(`sqlite:${join(folder, 'empty.db')}`)
  session.atEnd(() => store.close())
  return store
}

/** Returns the names of the aspects, where the workspace has its own. */
export async function ownAspects(
  session: Session,
): Promise<{ readonly aspects?: readonly AspectName[] }> {
  const taxonomy = await session.taxonomy()
  return taxonomy ? { aspects: taxonomy.aspects } : {}
}

/**
 * Opens the database for questions. What does not exist is not created by a question, but by
 * the first line that writes something down.
 */
export async function openConversation(session: Session): Promise<Conversation> {
  const { config, parts } = session
  const registry = await parts.registry()
  const settings = newWorkspaceSettings(session)
  const charts = parts.charts()
  session.atEnd(() => charts.close())
  const aspects = await ownAspects(session)
  const hostOf = (store: Store, workspace: string): Promise<DispatchHost> =>
    parts.host({
      store,
      registry,
      charts,
      log: session.log,
      clock: session.now,
      defaults: { ...settings, workspace, targets: config.targets, ...aspects },
    })

  let store = await existingStore(session)
  let workspace =
    store &&
    ((await chooseWorkspace(store, config.workspace)) ??
      // It holds no feedback yet, and may well hold what was set up for it.
      (await store.findWorkspace(DEFAULT_WORKSPACE)))
  const isThere = store !== undefined && workspace !== undefined
  if (!store || !workspace) {
    const name = config.workspace ?? DEFAULT_WORKSPACE
    store = await openNowhere(session)
    workspace = await store.ensureWorkspace(name, { ...settings, sample: false })
  }
  const { name } = workspace
  const host = await hostOf(store, name)
  const once = isThere ? answersOnce(host, { store, clock: session.now }) : host
  /** What is written down belongs to nobody's made-up data. */
  const ownName = workspace.sample && config.workspace === null ? DEFAULT_WORKSPACE : name
  return {
    host:
      isThere && ownName === name
        ? once
        : creatingHost(host, once, () => madeHost(session, ownName, hostOf), ownName),
    store,
    workspace,
    empty: (await store.span(workspace.id)) === undefined,
    invocation: (text) => ({
      platform: 'console',
      eventId: randomUUID(),
      workspace: name,
      user: localCaller('operator'),
      place: localPlace('console'),
      text,
      at: session.now(),
      locale: config.locale ?? machineLocale(session.shell.environment) ?? null,
      zone: config.zone,
    }),
  }
}

/** Makes the database and the workspace that were not there. */
async function madeHost(
  session: Session,
  workspace: string,
  hostOf: (store: Store, workspace: string) => Promise<DispatchHost>,
): Promise<DispatchHost> {
  const store = await session.openStore()
  await store.ensureWorkspace(workspace, { ...newWorkspaceSettings(session), sample: false })
  return await hostOf(store, workspace)
}

/**
 * Returns a host that answers as it did until a line changes something, and then from the own
 * workspace, which `make` opens.
 */
function creatingHost(
  before: DispatchHost,
  once: AdapterHost,
  make: () => Promise<DispatchHost>,
  workspace: string,
): AdapterHost {
  let made: Promise<DispatchHost> | undefined
  return {
    ...once,
    async answer(invocation) {
      const command = before.commandOf(invocation.text)
      if (command && changesSomething(command, invocation.text)) made ??= make()
      const own = await made
      return own ? await own.answer({ ...invocation, workspace }) : await once.answer(invocation)
    },
    complete: async (invocation) =>
      made === undefined
        ? await once.complete(invocation)
        : await (await made).complete({ ...invocation, workspace }),
  }
}
