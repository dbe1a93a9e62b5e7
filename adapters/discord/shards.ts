import type { REST } from '@discordjs/rest'
import { Routes } from 'discord-api-types/v10'
import type { ShardKeeper } from './config.ts'
import type { Gateway } from './gateway.ts'

/** One connection of a gateway that is divided. */
export interface Shard {
  readonly id: number
  readonly count: number
  /** Resolves to whether a session may be opened now: Discord takes one in five seconds. */
  readonly mayOpen: () => Promise<boolean>
}

interface GatewayFacts {
  readonly shards: number
  readonly session_start_limit?: { readonly max_concurrency?: number }
}

/**
 * Returns the gateway as one process among several has it: it holds as many shards as are its
 * share, gives away what is more, and takes what nobody holds. Where nobody can tell, things
 * stay as they are: nobody else can be told either. `connect` resolves when one of those that
 * it begins with is ready or has failed; a shard that fails is free for others.
 */
export function createShards(
  keeper: ShardKeeper,
  rest: Pick<REST, 'get'>,
  parts: {
    readonly open: (shard: Shard) => Gateway
    /** Told after a shard was closed. */
    readonly onGivenAway: () => void
    readonly onFault: (error: unknown) => void
  },
): Gateway {
  const { open, onFault } = parts
  const held = new Map<number, { readonly gateway: Gateway; readonly ready: Promise<void> }>()
  let count = 0
  let concurrency = 1
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined

  async function divide(): Promise<void> {
    const facts = (await rest.get(Routes.gatewayBot())) as GatewayFacts
    concurrency = Math.max(1, facts.session_start_limit?.max_concurrency ?? 1)
    count = await keeper.count(facts.shards)
  }

  function take(id: number): void {
    const mayOpen = async () => count === 1 || (await keeper.mayOpen(id % concurrency))
    const gateway = open({ id, count, mayOpen })
    const ready = gateway.connect().catch(async (error: unknown) => {
      onFault(error)
      if (held.get(id)?.gateway === gateway) await drop(id)
    })
    held.set(id, { gateway, ready })
  }

  async function drop(id: number): Promise<void> {
    const shard = held.get(id)
    held.delete(id)
    await shard?.gateway.close().catch(onFault)
    await keeper.release(id).catch(onFault)
    parts.onGivenAway()
  }

  async function look(): Promise<void> {
    if (count === 0) await divide()
    const share = await keeper.share(count)
    for (const id of [...held.keys()]) if (!(await keeper.hold(id))) await drop(id)
    for (const id of [...held.keys()].slice(share)) await drop(id)
    for (let id = 0; id < count && held.size < share && !closed; id += 1) {
      if (!held.has(id) && (await keeper.hold(id))) take(id)
    }
  }
  function lookOnce(): Promise<void> {
    looking ??= look()
      .catch(onFault)
      .finally(() => {
        looking = undefined
      })
    return looking
  }

  return {
    async connect() {
      timer = setInterval(lookOnce, keeper.lookMilliseconds)
      await lookOnce()
      const first = [...held.values()].map(({ ready }) => ready)
      if (first.length > 0) await Promise.race(first)
    },
    async close() {
      closed = true
      clearInterval(timer)
      await looking
      await Promise.all([...held.keys()].map(drop))
      await keeper.leave().catch(onFault)
    },
  }
}

/** Returns what tells the kept session of a shard from others; empty for the only one. */
export function shardName({ id, count }: Pick<Shard, 'id' | 'count'>): string {
  return count === 1 ? '' : `${id}/${count}`
}
