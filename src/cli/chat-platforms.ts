import { randomUUID } from 'node:crypto'
import { loadConfig } from '../config.ts'
import type { PlatformSource, Supervisor, SupervisorParts } from '../delivery/index.ts'
import { PLATFORMS, tokenVariable } from '../platform-names.ts'
import { fingerprint, type PlatformSettings } from '../platform-settings.ts'
import { createShardLeases } from './shard-leases.ts'
import type { Session } from './shell.ts'

/** Sessions that Discord lets a bot open a day, with a margin: at a thousand it resets the token. */
const DISCORD_SESSIONS = 900
const POLL_SECONDS = 18
/**
 * Longer than a poll, so that a process that polls stays the one that does; short enough for
 * another to poll within thirty seconds of its death.
 */
const POLL_LEASE_SECONDS = POLL_SECONDS + 7

/** Starts the chat platforms that are set up; undefined where there is none, and then nothing is loaded. */
export async function startChatPlatforms(
  session: Session,
  parts: Pick<SupervisorParts, 'store' | 'host' | 'log' | 'onSent'>,
): Promise<Supervisor | undefined> {
  const { store } = parts
  if (PLATFORMS.every((platform) => session.config.platforms[platform] === null)) return undefined
  const { machineTiming, startSupervisor } = await import('../delivery/index.ts')
  const holder = randomUUID()
  const today = (): string => new Date(session.shell.clock() * 1000).toISOString().slice(0, 10)
  let settings: PlatformSettings | undefined = session.config.platforms

  /** Returns what tells one process among several that it is the one; with SQLite there is but one. */
  function leadership(name: string, seconds: number): (() => Promise<boolean>) | undefined {
    if (store.engine.name === 'sqlite') return undefined
    session.atEnd(async () => {
      await store.delivery.lead(name, holder, 0)
    })
    return () => store.delivery.lead(name, holder, seconds)
  }

  function sources(): readonly PlatformSource[] {
    const { flags, shell } = session
    const now = settings ?? loadConfig({ ...shell, flags }).platforms
    settings = undefined
    const { slack, discord, telegram } = now
    const { chat } = session.parts
    const found: (Omit<PlatformSource, 'place' | 'fingerprint'> | null)[] = [
      slack && { name: 'slack', create: () => chat.slack(slack) },
      discord && {
        name: 'discord',
        create() {
          const name = `discord:${fingerprint(discord)}`
          const alone = store.engine.name === 'sqlite'
          return chat.discord(discord, {
            ...(!alone && { shards: createShardLeases(store.delivery, name) }),
            mayIdentify: async () =>
              (await store.delivery.countOn(today(), `${name}:sessions`)) <= DISCORD_SESSIONS,
            session: {
              read: (shard) => store.delivery.kept(`${name}:session${shard}`),
              write: (text, shard) => store.delivery.keep(`${name}:session${shard}`, text),
            },
          })
        },
      },
      telegram && {
        name: 'telegram',
        create() {
          const mayPoll = leadership(`telegram:${fingerprint(telegram)}:poll`, POLL_LEASE_SECONDS)
          return chat.telegram(telegram, {
            pollSeconds: POLL_SECONDS,
            ...(mayPoll && { mayPoll }),
          })
        },
      },
    ]
    return PLATFORMS.flatMap((name) => {
      const source = found.find((each) => each?.name === name)
      const place = tokenVariable(name)
      return source ? [{ ...source, place, fingerprint: fingerprint(now[name]) }] : []
    })
  }
  return startSupervisor({ ...parts, timing: machineTiming(), sources })
}
