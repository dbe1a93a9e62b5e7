import type { PlaceFacts } from '../../src/core/delivery.ts'
import { ADMINISTRATOR, VIEW_CHANNEL } from './bits.ts'
import type { Calls, ChannelFacts, GuildFacts } from './calls.ts'
import { outcomeOf } from './outcome.ts'
import { THREADS } from './threads.ts'

export const PERMISSIONS = {
  view: VIEW_CHANNEL,
  send: 1n << 11n,
  embed: 1n << 14n,
  attach: 1n << 15n,
  history: 1n << 16n,
  threads: 1n << 38n,
} as const

const DIRECT: ReadonlySet<number> = new Set([1, 3])

/**
 * Returns what a member may do in a channel: roles first, then the channel's exceptions
 * for everyone, for roles and for the member, in Discord's documented order.
 */
function permissionsIn(
  channel: Pick<ChannelFacts, 'permission_overwrites'>,
  guild: GuildFacts,
  member: { readonly id: string; readonly roles: readonly string[] },
): bigint {
  const own = new Set([guild.id, ...member.roles])
  const base = guild.roles
    .filter(({ id }) => own.has(id))
    .reduce((bits, { permissions }) => bits | BigInt(permissions), 0n)
  if (guild.owner_id === member.id || (base & ADMINISTRATOR) !== 0n) return ~0n
  const overwrites = channel.permission_overwrites ?? []
  const apply = (bits: bigint, matching: typeof overwrites): bigint => {
    const deny = matching.reduce((all, each) => all | BigInt(each.deny), 0n)
    const allow = matching.reduce((all, each) => all | BigInt(each.allow), 0n)
    return (bits & ~deny) | allow
  }
  const everyone = overwrites.filter(({ id }) => id === guild.id)
  const roles = overwrites.filter(({ id }) => id !== guild.id && own.has(id))
  const person = overwrites.filter(({ id }) => id === member.id)
  return [everyone, roles, person].reduce(apply, base)
}

/** Returns what Discord says of a place; undefined where the bot cannot see it. */
export async function placeFacts(
  calls: Pick<Calls, 'channel' | 'guild' | 'member'>,
  bot: string,
  id: string,
  thread: string | null,
): Promise<PlaceFacts | undefined> {
  try {
    const asked = await calls.channel(thread ?? id)
    const isThread = THREADS.has(asked.type)
    const channel = isThread && asked.parent_id ? await calls.channel(asked.parent_id) : asked
    const place = {
      community: asked.guild_id ?? null,
      channel: channel.id,
      thread: isThread ? asked.id : null,
      shared: false,
      name: asked.name ?? '',
    }
    if (asked.guild_id === undefined || DIRECT.has(asked.type)) {
      return { ...place, kind: 'direct', member: true }
    }
    const guild = await calls.guild(asked.guild_id)
    const { roles } = await calls.member(asked.guild_id, bot)
    const bits = permissionsIn(channel, guild, { id: bot, roles })
    const needed =
      PERMISSIONS.view | PERMISSIONS.embed | (isThread ? PERMISSIONS.threads : PERMISSIONS.send)
    return { ...place, kind: 'channel', member: (bits & needed) === needed }
  } catch (error) {
    if (outcomeOf(error).type === 'undeliverable') return undefined
    throw error
  }
}
