import { type AccountKey, communityOf, type GroupKey } from '../core/access.ts'
import type { Invocation } from '../core/invocation.ts'
import { isChatPlatform, platformTraits } from '../core/platforms.ts'

/** Whom a word names. */
export type Named =
  | { readonly type: 'person'; readonly key: AccountKey; readonly name: string | null }
  | { readonly type: 'group'; readonly key: GroupKey }

/** What mentions look like where they are typed; the first group is the id, the second a name. */
const MENTIONS: Readonly<
  Record<string, { readonly person: readonly RegExp[]; readonly group: readonly RegExp[] }>
> = {
  slack: {
    person: [/^<@([UW][A-Z0-9]+)(?:\|([^>]*))?>$/, /^@?([UW][A-Z0-9]{6,})$/],
    group: [/^<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>$/, /^&?(S[A-Z0-9]{6,})$/],
  },
  discord: {
    person: [/^<@!?(\d{5,20})>$/, /^(\d{5,20})$/],
    group: [/^<@&(\d{5,20})>$/, /^&(\d{5,20})$/],
  },
  telegram: { person: [/^(\d{1,15})$/, /^tg:\/\/user\?id=(\d{1,15})$/], group: [] },
}

/** `slack/T1/U2`, `discord/G1/&R2`, `telegram/42`: as `role list` writes accounts and groups; also `telegram:42`. */
const WRITTEN = /^([a-z]+)[/:](?:([\w-]+)\/)?(&?)([\w-]+)$/i
/** Whose ids are numbers. */
const NUMBERED = ['discord', 'telegram']

/**
 * Returns whom a mention, an id or an account as the bot writes it names; undefined for
 * a bare `@name`, which anyone may take.
 */
export function namedBy(
  word: string,
  { platform, place, user }: Pick<Invocation, 'platform' | 'place' | 'user'>,
): Named | undefined {
  const forms = Object.hasOwn(MENTIONS, platform) ? MENTIONS[platform] : undefined
  if (forms) {
    const community = communityOf(platform, place)
    for (const form of forms.person) {
      const found = form.exec(word)
      if (!found?.[1]) continue
      const name = found[2] || (found[1] === user.id ? user.name : null)
      return { type: 'person', key: { platform, community, user: found[1] }, name }
    }
    for (const form of forms.group) {
      const group = form.exec(word)?.[1]
      if (group) return { type: 'group', key: { platform, community: place.community, group } }
    }
  }
  const [, area = '', community = null, sigil, id] = WRITTEN.exec(word) ?? []
  const named = area.toLowerCase()
  if (!id || !Object.hasOwn(MENTIONS, named)) return undefined
  if (NUMBERED.includes(named) && !/^\d+$/.test(id)) return undefined
  if (sigil === '&') {
    return community === null
      ? undefined
      : { type: 'group', key: { platform: named, community, group: id } }
  }
  if (platformTraits(named).idsOfCommunity !== (community !== null)) return undefined
  return { type: 'person', key: { platform: named, community, user: id }, name: null }
}

/** Returns an example of an account as it is written: of the platform that a word begins with, else of this one. */
export function exampleAccount(word: string, platform: string): string {
  const [area = ''] = word.split(/[/:]/, 1)
  return platformTraits(isChatPlatform(area) ? area.toLowerCase() : platform).exampleAccount
}
