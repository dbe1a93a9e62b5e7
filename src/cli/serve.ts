import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Config } from '../config.ts'
import type { Adapter, AdapterHost } from '../core/adapter.ts'
import { UserError } from '../core/errors.ts'
import type { Store, Workspace } from '../core/store.ts'
import type { Supervisor } from '../delivery/index.ts'
import { createLatenessMeter } from '../digests/status.ts'
import { answersOnce } from '../dispatch/answer-once.ts'
import { createHookReceiver } from '../hooks/receive.ts'
import { PLATFORMS, titleOf } from '../platform-names.ts'
import { startRetention } from '../privacy/retention.ts'
import { rereadInBackground } from '../reading/background.ts'
import { withoutPassword } from '../secret.ts'
import { createSpool } from '../spool/spool.ts'
import { startChatPlatforms } from './chat-platforms.ts'
import { ownAspects } from './conversation.ts'
import { startFeeds } from './feeds.ts'
import { checkFileRights } from './file-rights.ts'
import { firstAdminLines } from './first-admin-lines.ts'
import { followingHost } from './following-host.ts'
import type { HeartbeatParts } from './heartbeat-parts.ts'
import { describe } from './help.ts'
import { databaseFile } from './kept-files.ts'
import { createLogger } from './log.ts'
import { becomeOnlyServer } from './only-server.ts'
import type { Cli, Session } from './shell.ts'
import { webStatus } from './web-status.ts'
import {
  chooseWorkspace,
  ensureOwnWorkspace,
  newWorkspaceSettings,
  SAMPLE_WORKSPACE,
} from './workspaces.ts'

/** How long answers in progress may take after the program was told to stop. */
const GRACE_MILLISECONDS = 10_000
/** How long after a start what is stored begins to be read anew. */
const REREADING_MILLISECONDS = 2000
/** How long a message that is being made up may take; the next start makes it up anew. */
const MESSAGE_MILLISECONDS = 1000

/**
 * Returns the workspace to serve; with nothing to serve, the sample, made up to this moment.
 * What carries a sample on is kept unread: it is read soon after, while the bot answers.
 */
async function workspaceToServe(session: Session, store: Store): Promise<Workspace> {
  const wanted = session.config.workspace
  const chosen = wanted === SAMPLE_WORKSPACE ? undefined : await chooseWorkspace(store, wanted)
  if (chosen && !chosen.sample) return chosen
  const { ensureSample } = await import('../sample/index.ts')
  const isThere = (await store.findWorkspace(SAMPLE_WORKSPACE)) !== undefined
  const kept = isThere ? await session.unreadStore() : store
  const { workspace } = await ensureSample(kept, SAMPLE_WORKSPACE, {
    ...newWorkspaceSettings(session),
    now: session.now(),
  })
  return workspace
}

/** Returns why an address cannot be had, in the user's words; other errors as they are. */
function addressError(error: unknown, { host, port }: Config): unknown {
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return new UserError(
        'cli.portTaken',
        { host, port },
        `cxbot serve --port ${port < 65_535 ? port + 1 : 3000}`,
      )
    case 'EACCES':
      return new UserError('cli.portForbidden', { port }, 'cxbot serve --port 3000')
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UserError('cli.noSuchHost', { host }, 'cxbot serve --host 127.0.0.1')
    default:
      return error
  }
}

/** Tries the address before anything is opened or made. */
async function checkAddress(config: Config): Promise<void> {
  const server = createServer()
  try {
    await once(server.listen(config.port, config.host), 'listening')
  } catch (error) {
    throw addressError(error, config)
  }
  server.close()
  await once(server, 'close')
}

async function start(adapter: Adapter, host: AdapterHost, config: Config): Promise<void> {
  try {
    await adapter.start(host)
  } catch (error) {
    await adapter.stop().catch(() => undefined)
    throw addressError(error, config)
  }
}

async function greet(
  session: Session,
  store: Store,
  workspace: Workspace,
  url: string,
): Promise<void> {
  const { config, t } = session
  const database = databaseFile(config) ?? withoutPassword(config.database.reveal())
  const engine = store.engine.name === 'sqlite' ? 'SQLite' : 'PostgreSQL'
  const lines = [
    t('cli:serve.running', { url }),
    t('cli:serve.database', { database, engine: `${engine} ${store.engine.version}` }),
    t('cli:serve.workspace', { workspace: workspace.name, zone: workspace.zone }),
    platformsLine(session),
    ...(await firstAdminLines(session, store, workspace)),
    ...(workspace.sample ? ['', t('sample:introduction'), ''] : []),
    t('cli:serve.howToStop'),
  ]
  await session.print(`${lines.join('\n')}\n`)
}

/** Returns the line that says which chat platforms are set up. */
function platformsLine({ config, locale, t }: Session): string {
  const names = PLATFORMS.filter((platform) => config.platforms[platform] !== null).map(titleOf)
  if (names.length === 0) return t('cli:serve.noPlatforms')
  const list =
    names.length === 1
      ? (names[0] ?? '') // The first list takes a start 12 ms.
      : new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
  return t('cli:serve.platforms', { names: list })
}

/** Starts what goes out by itself; undefined without a chat platform, where nothing can go. */
async function startMessages(
  session: Session,
  {
    store,
    host,
    log,
    supervisor,
  }: Pick<HeartbeatParts, 'store' | 'host' | 'log'> & {
    readonly supervisor: Supervisor | undefined
  },
): Promise<(() => Promise<void>) | undefined> {
  if (!supervisor) return undefined
  const { startHeartbeat } = await import('./heartbeat.ts')
  return startHeartbeat({
    store,
    host,
    log,
    clock: session.now,
    adapter: (platform) => supervisor.adapter(platform),
    wake: () => supervisor.wake(),
  })
}

async function serve(session: Session): Promise<void> {
  const { config, parts, shell, t } = session
  await checkAddress(config)
  const log = createLogger((line) => shell.errors.write(line), 'info')
  checkFileRights(config, log)
  const store = await session.openStore()
  await becomeOnlyServer(session, { store, log })
  const workspace = await workspaceToServe(session, store)
  const registry = await parts.registry()
  const charts = parts.charts()
  session.atEnd(() => charts.close())
  let supervisor: Supervisor | undefined
  const lateness = createLatenessMeter(session.now)
  const files = createSpool(join(config.dataFolder, 'given'), { clock: session.now })
  const host = await parts.host({
    files,
    store,
    registry,
    charts,
    log,
    clock: session.now,
    defaults: {
      ...newWorkspaceSettings(session),
      workspace: workspace.name,
      targets: config.targets,
      ...(await ownAspects(session)),
    },
    place: async (platform, channel, thread) => supervisor?.place(platform, channel, thread),
    outlet: (platform) => supervisor?.adapter(platform),
  })
  const adapter = await parts.webAdapter({
    host: config.host,
    port: config.port,
    password: config.password?.reveal() ?? null,
    receiveHook: createHookReceiver({ store, clock: session.now }),
    status: webStatus({ store, lateness, clock: shell.clock, supervisor: () => supervisor }),
  })
  const stopped = new Promise<void>((done) => {
    const stopListening = shell.onStop(() => {
      stopListening()
      done()
    })
  })
  const page = answersOnce(host, { store, clock: session.now })
  const led =
    workspace.sample && config.workspace === null
      ? followingHost(page, store, () => ensureOwnWorkspace(session, store))
      : page
  await start(adapter, led, config)
  supervisor = await startChatPlatforms(session, {
    store,
    host,
    log,
    onSent: lateness.wasSent,
  })
  const stopHeartbeat = await startMessages(session, { store, host, log, supervisor })
  const stopFeeds = startFeeds({ store, log, clock: session.now })
  const stopReloading = shell.onReload?.(() => supervisor?.reload())
  await greet(session, store, workspace, adapter.address())
  const readers = await session.readers()
  session.atEnd(rereadInBackground(store, readers, log, REREADING_MILLISECONDS))
  session.atEnd(files.keepSwept((error) => log.warn('files-not-swept', { error: String(error) })))
  session.atEnd(startRetention(store, config.retention, log, session.now))
  await stopped
  await session.print(`${t('cli:serve.stopping')}\n`)
  stopReloading?.()
  const stopPlatforms = async (): Promise<void> => {
    await Promise.race([stopHeartbeat?.(), delay(MESSAGE_MILLISECONDS, undefined, { ref: false })])
    await supervisor?.stop()
  }
  await Promise.race([
    Promise.all([adapter.stop(), stopFeeds(), stopPlatforms()]),
    delay(GRACE_MILLISECONDS, undefined, { ref: false }),
  ])
}

export function register(program: Command, cli: Cli): void {
  const { t } = cli
  const command = program
    .command('serve')
    .option('--host <address>', t('cli:serve.host'))
    .option('--port <number>', t('cli:serve.port'))
  describe(command, t, {
    summary: 'cli:serve.summary',
    description: 'cli:serve.description',
    usage: '[--host ADDRESS] [--port NUMBER]',
    examples: 'cli:serve.examples',
  }).action((options: { readonly host?: string; readonly port?: string }) =>
    serve(cli.session(options)),
  )
}
