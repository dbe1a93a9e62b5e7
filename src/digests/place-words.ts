import type { CommandContext } from '../core/command.ts'
import type { Digest, MessageTarget } from '../core/digest.ts'
import { UserError } from '../core/errors.ts'
import type { Invocation } from '../core/invocation.ts'
import { isChatPlatform, isLocal } from '../core/platforms.ts'
import { fold } from '../language/fold.ts'
import { translator } from '../language/translate.ts'

const ME = new Set('me myself мне меня себе маған man sau'.split(' ').map(fold))
const HERE = new Set('here сюда здесь осында čia'.split(' ').map(fold))
/** How Slack and Discord write a channel that was picked from their list. */
const PICKED = /^<#([\w-]+)(?:\|[^>]*)?>$/
const WRITTEN = /^([a-z]+):(-?[\w-]+)(?:\/([\w.-]+))?$/i

/**
 * Returns where messages are to go: here, to the one who asks, to a channel picked from the
 * platform's list, or to `telegram:-1001234` with a thread after a slash. Without a word it is
 * the place where it was asked. Throws a UserError where that is no place for messages.
 */
export function targetNamed(
  text: string | undefined,
  { platform, place, user }: Invocation,
): MessageTarget {
  const word = text?.trim() ?? ''
  const picked = PICKED.exec(word)?.[1]
  const [, area = '', channel = '', thread = null] = WRITTEN.exec(word) ?? []
  if (isChatPlatform(area)) {
    const named = area.toLowerCase()
    const community = named === platform ? place.community : null
    return { type: 'place', platform: named, community, channel, thread }
  }
  if (isLocal(platform)) {
    throw new UserError(
      'digests.place-needed',
      { place: word.slice(0, 60) || platform },
      'in:telegram:-1001234567890',
    )
  }
  const { community } = place
  if (picked !== undefined) {
    return { type: 'place', platform, community, channel: picked, thread: null }
  }
  const toMe = ME.has(fold(word)) || (word === '' && place.kind === 'direct')
  if (toMe) return { type: 'person', platform, user: user.id }
  if (word === '' || HERE.has(fold(word))) {
    return { type: 'place', platform, community, channel: place.channel, thread: place.thread }
  }
  throw new UserError('digests.unknown-place', { place: word.slice(0, 60) }, 'in:here')
}

/** Returns the place as it is written in a command line. */
export function formatTarget(target: MessageTarget): string {
  if (target.type === 'person') return 'me'
  const thread = target.thread === null ? '' : `/${target.thread}`
  return `${target.platform}:${target.channel}${thread}`
}

/** Returns where messages go as the asker would say it: to them, here, to a person, to a place. */
export function placeText(
  { target, owner }: Pick<Digest, 'target' | 'owner'>,
  { invocation, locale }: Pick<CommandContext, 'invocation' | 'locale'>,
): string {
  const translate = translator(locale)
  const { platform, user, place } = invocation
  const isSame = target.platform === platform
  if (target.type === 'person') {
    return isSame && target.user === user.id ? translate('digests:places.me') : owner.name
  }
  const isHere = isSame && target.channel === place.channel && target.thread === place.thread
  return isHere ? translate('digests:places.here') : formatTarget(target)
}
