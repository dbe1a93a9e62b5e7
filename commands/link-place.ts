import { actorOf, homeOf } from '../src/access/actor.ts'
import { scopeText } from '../src/access/scope.ts'
import { type PlaceKey, placeKey } from '../src/core/access.ts'
import { type CommandContext, ROLES, type Role } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Notice, Text } from '../src/core/reply.ts'
import type { MessageKey } from '../src/language/translate.ts'
import { numberOfId } from '../src/parse/index.ts'
import { textOf } from '../src/report/values.ts'

/** What everyone in a place may be at most: nobody knows who joins it tomorrow. */
const MOST_IN_PLACE: Role = 'moderator'

/** Links the channel in which it is typed. */
export async function linkHere(context: CommandContext): Promise<Notice> {
  return await linkPlace(context, { ...channelOf(context), thread: null }, 'access:link.linked')
}

/** Links the thread or topic in which it is typed; elsewhere the channel. */
export async function linkThread(context: CommandContext): Promise<Notice> {
  return await linkPlace(context, channelOf(context), 'access:link.linked')
}

/** Links all channels of the Slack team or Discord server that have no link of their own. */
export async function linkCommunity(context: CommandContext): Promise<Notice> {
  const key = placeKey(context.invocation.platform, context.invocation.place)
  if (key.community === null) throw new UserError('access.no-community', {}, 'link here')
  const community = { ...key, channel: null, thread: null }
  return await linkPlace(context, community, 'access:link.linked-community')
}

function channelOf({ invocation }: CommandContext): PlaceKey {
  const { platform, place } = invocation
  if (place.kind === 'direct') throw new UserError('access.direct-place')
  return placeKey(platform, place)
}

async function linkPlace(
  context: CommandContext,
  key: PlaceKey,
  told: MessageKey,
): Promise<Notice> {
  const { store, locale, invocation, arguments: asked } = context
  const role = ROLES.find((each) => each === asked.options['role']) ?? null
  const scope = asked.filters
  const shared = key.channel !== null && asked.options['sharing'] !== undefined
  if (key.channel !== null && invocation.place.shared && (!shared || scope.length === 0)) {
    throw new UserError('access.needs-scope')
  }
  const most = shared ? 'viewer' : MOST_IN_PLACE
  if (role !== null && ROLES.indexOf(role) > ROLES.indexOf(most)) {
    throw new UserError('access.place-role', { role, most })
  }
  const linked = await store.access.linkPlace(
    homeOf(context),
    key,
    { role, scope, shared },
    actorOf(context),
  )
  if (linked === 'taken') throw new UserError('access.place-taken')
  const sentences: Text[] = [
    textOf(locale, told),
    role === null
      ? textOf(locale, 'access:link.terms-no-role')
      : textOf(locale, 'access:link.terms-role', { role: { text: role, style: 'strong' } }),
    scope.length === 0
      ? textOf(locale, 'access:link.terms-all')
      : textOf(locale, 'access:link.terms-scope', {
          scope: { text: scopeText(scope), data: true },
        }),
  ]
  return {
    kind: 'notice',
    level: 'success',
    locale,
    text: sentences.flatMap((each, index) => (index === 0 ? each : [{ text: ' ' }, ...each])),
    actions: [{ label: 'link list', command: 'link list' }],
  }
}

/** Takes a place or a code away: that of the given id, else the link of the place. */
export async function removePlace(context: CommandContext): Promise<Notice> {
  const { store, locale, access, arguments: asked } = context
  const [word] = asked.subjects
  const id = word === undefined ? access.link?.id : numberOfId('L', word)
  const removed =
    id !== undefined && (await store.access.removeLink(homeOf(context), id, actorOf(context)))
  if (!removed) {
    const params = { id: (word ?? 'here').slice(0, 40) }
    throw new UserError('access.unknown-link', params, 'link list')
  }
  return {
    kind: 'notice',
    level: 'success',
    locale,
    text: textOf(locale, 'access:link.removed', { id: `L-${id}` }),
    actions: [{ label: 'link list', command: 'link list' }],
  }
}
