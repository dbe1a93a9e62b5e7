import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { type Digest, slotKey } from '../../src/core/digest.ts'
import type { EpochSeconds, WorkspaceId } from '../../src/core/identity.ts'
import type { Store } from '../../src/core/store.ts'
import { nextOccurrence } from '../../src/digests/occurrences.ts'
import { openStore } from '../../storage/index.ts'
import { letIn } from '../../tests/access.ts'
import type { PlatformCount } from './platform.ts'
import { type BotSettings, hastened, OWNER, telegramGroup } from './settings.ts'

export interface ChaosOptions {
  /** Posts of the fake are told apart by their keys, those of Telegram by what they say. */
  readonly platform?: BotSettings['platform']
  /** The address of an empty database. */
  readonly url: string
  readonly processes: number
  readonly digests: number
  readonly channels: number
  readonly kills: number
  /** The longest life of a bot, in milliseconds. */
  readonly longestLife: number
  readonly atFaultPoints: number
  /** How much faster the clock runs. */
  readonly speed: number
  readonly luck: { readonly lost: number; readonly limited: number; readonly failed: number }
  readonly onProgress?: (line: string) => void
}

/** What a run came to. */
export interface ChaosOutcome {
  readonly digests: number
  readonly kills: number
  readonly lost: readonly string[]
  readonly twice: readonly string[]
  /** Messages that are no digest's. */
  readonly stray: readonly string[]
  readonly platform: Omit<PlatformCount, 'posted'>
  readonly seconds: number
}

/** Any instant of a plain day; the clock of a run starts there. */
export const STARTS_AT = Date.parse('2026-11-16T04:00:00Z')
/**
 * A folder for each run: another one, or a change of the source, must not disturb it. From here
 * the texts of the languages are found as from any program of a checkout.
 */
const PROGRAMS = `node_modules/.chaos-${process.pid}`
/** Nothing comes any more after a silence of this length. */
const PATIENCE_MILLISECONDS = 90_000

/** Bundles the programs that take part; the project's root must be the current directory. */
export async function buildChaos(): Promise<void> {
  process.once('exit', () => rmSync(PROGRAMS, { recursive: true, force: true }))
  const options = {
    outdir: PROGRAMS,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
  } as const
  await build({ ...options, entryPoints: ['bench/chaos/bot.ts', 'bench/chaos/platform.ts'] })
  /** The specification that its calls are checked against lies beside the project. */
  const place = JSON.stringify(pathToFileURL('tests/shared-specs.ts').href)
  await build({
    ...options,
    entryPoints: ['bench/chaos/telegram.ts'],
    define: { 'import.meta.url': place },
  })
}

/**
 * Lets bots send digests and kills them at random, while the platform loses answers, limits
 * and fails; then lets one bot of each end the work. Returns which digests never came, and
 * which came twice.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosOutcome> {
  const began = Date.now()
  const clock = hastened({ began, startsAt: STARTS_AT, speed: options.speed })
  const { channels, luck, platform: name = 'fake' } = options
  const program = name === 'fake' ? 'platform' : 'telegram'
  const platform = fork(`${PROGRAMS}/${program}.mjs`, [JSON.stringify({ ...luck, channels })])
  const [platformPort] = (await once(platform, 'message')) as [number]
  const settings: BotSettings = {
    ...options,
    platform: name,
    platformPort,
    began,
    startsAt: STARTS_AT,
  }
  const store = await openStore(options.url, { clock })
  const channelOf = (n: number): string => (name === 'fake' ? `C${n}` : telegramGroup(n))
  const places = Array.from({ length: channels }, (_, n) => channelOf(n))
  const workspace = await prepare(store, name, places)
  const keys: string[] = []
  const bots = new Set<ChildProcess>()
  let kills = 0
  let ending = false

  /** In turn: bots die together, and each digest must be counted before the next is made. */
  let making: Promise<void> = Promise.resolve()
  function more(upTo: number): Promise<void> {
    making = making.then(async () => {
      while (keys.length < upTo) {
        const n = keys.length
        const target = { platform: name, channel: channelOf(n % channels) }
        const key = await createDigest(store, workspace, clock, { name: `Digest ${n}`, ...target })
        keys.push(name === 'fake' ? key : `Digest ${n}`)
      }
    })
    return making
  }

  async function live(): Promise<void> {
    while (!ending) {
      const bot = start(settings)
      bots.add(bot)
      const gone = once(bot, 'exit')
      await Promise.race([once(bot, 'message'), gone])
      await Promise.race([delay(Math.random() * options.longestLife), gone])
      if (ending) return
      bot.kill('SIGKILL')
      await gone
      if (bot.signalCode !== 'SIGKILL') throw new Error(`a bot ended with ${bot.exitCode}`)
      bots.delete(bot)
      kills += 1
      await read(platformPort, 'killed')
      if (kills >= options.kills) ending = true
      await more(Math.ceil((Math.min(kills, options.kills) / options.kills) * options.digests))
      if (kills % 20 === 0) options.onProgress?.(`${kills} kills, ${keys.length} digests`)
    }
  }

  await more(Math.ceil(options.digests / 50))
  const lives = Array.from({ length: options.processes }, live)
  await Promise.all(lives)
  await more(options.digests)
  /** Those that live on end the work, and nobody kills them. */
  for (const bot of bots) {
    await killed(bot)
    await read(platformPort, 'killed')
    kills += 1
  }
  bots.clear()
  for (let n = 0; n < options.processes; n += 1) {
    bots.add(start({ ...settings, atFaultPoints: 0 }))
  }
  let count = await read(platformPort)
  let moved = Date.now()
  while (keys.some((key) => !count.posted[key]) && Date.now() < moved + PATIENCE_MILLISECONDS) {
    await delay(500)
    const before = count.calls
    count = await read(platformPort)
    if (count.calls > before) moved = Date.now()
  }
  /** What would come twice comes when leases end. */
  await delay(30_000 / options.speed)
  count = await read(platformPort)
  for (const bot of bots) await stopped(bot)
  await killed(platform)
  await store.close()

  const { posted, ...counts } = count
  const known = new Set(keys)
  return {
    digests: keys.length,
    kills,
    lost: keys.filter((key) => !posted[key]),
    twice: Object.keys(posted).filter((key) => (posted[key] ?? 0) > 1),
    stray: Object.keys(posted).filter((key) => !known.has(key)),
    platform: counts,
    seconds: (Date.now() - began) / 1000,
  }
}

/** Makes a workspace whose digests may go to these channels. */
export async function prepare(
  store: Store,
  platform: BotSettings['platform'],
  channels: readonly string[],
): Promise<WorkspaceId> {
  const settings = { zone: 'UTC', locale: 'en', sample: false } as const
  const { id } = await store.ensureWorkspace('main', settings)
  for (const channel of channels) {
    const person = { platform, user: OWNER, role: 'manager' } as const
    await letIn(store, id, { ...person, channel, everyone: 'viewer' })
  }
  return id
}

/** Makes a digest that is due since the minute began, and returns its message's key. */
export async function createDigest(
  store: Store,
  workspace: WorkspaceId,
  clock: () => number,
  {
    name,
    platform,
    channel,
  }: {
    readonly name: string
    readonly platform: BotSettings['platform']
    readonly channel: string
  },
): Promise<string> {
  const now = Math.floor(clock() / 1000) as EpochSeconds
  const began = (now - (now % 60)) as EpochSeconds
  const minute = (began / 60) % (24 * 60)
  const schedule: Digest['schedule'] = {
    days: { type: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    minute,
    zone: 'UTC',
  }
  const occurrence = nextOccurrence(schedule, (began - 1) as EpochSeconds)
  if (!occurrence) throw new Error('no occurrence')
  const target = { type: 'place', platform, community: null, thread: null } as const
  const digest = await store.digests.create(
    workspace,
    {
      name,
      owner: { platform, community: null, user: OWNER, name: 'Ann' },
      target: { ...target, channel },
      schedule,
      contents: ['nps yesterday'],
      locale: 'en',
      whenEmpty: 'send',
    },
    now,
    occurrence.dueAt,
  )
  return `${slotKey(workspace, digest.id, occurrence.date)}:0`
}

/** Starts a bot; it tells when it is ready. */
export function start(settings: BotSettings): ChildProcess {
  return fork(`${PROGRAMS}/bot.mjs`, [JSON.stringify(settings)])
}

async function stopped(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  if (child.connected) child.send('stop')
  await Promise.race([gone, delay(15_000)])
  await killed(child)
}

/** Ends a process with `kill -9`; resolves when it is gone. */
export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function read(port: number, what = ''): Promise<PlatformCount> {
  const response = await fetch(`http://127.0.0.1:${port}/${what}`, { method: 'POST' })
  return (await response.json()) as PlatformCount
}

/** Resolves after so many milliseconds. */
export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
