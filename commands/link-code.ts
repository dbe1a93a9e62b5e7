import { actorOf, homeOf } from '../src/access/actor.ts'
import { inviteHash, isInviteCode, newInviteCode } from '../src/access/invite-code.ts'
import { placeKey } from '../src/core/access.ts'
import { type CommandContext, ROLES, type Role } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { EpochSeconds, WorkspaceId } from '../src/core/identity.ts'
import { isLocal } from '../src/core/platforms.ts'
import type { Action, Notice, Text } from '../src/core/reply.ts'
import { formatInstant } from '../src/language/format.ts'
import { translator } from '../src/language/translate.ts'
import { textOf } from '../src/report/values.ts'

const HOUR = 3_600
const UNITS: Readonly<Record<string, number>> = { h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR }
const LONGEST_DAYS = 90
const MOST_USES = 500
/** Wrong codes that one person may type in an hour. */
const MOST_TRIES = 10

/** Lets the caller in by the code on the line. */
export async function redeemCode(context: CommandContext): Promise<Notice> {
  const { store, locale, invocation } = context
  if (isLocal(invocation.platform)) throw new UserError('access.at-home')
  await refuseGuessing(context)
  const [word = ''] = context.arguments.subjects
  if (!isInviteCode(word)) throw new UserError('access.bad-code')
  const by = actorOf(context)
  const person = { ...by.account, name: by.name }
  const outcome = await store.access.redeem(inviteHash(word), person, by)
  if (outcome.type === 'refused') throw new UserError('access.bad-code')
  const { role, workspace } = outcome
  const isLinked = outcome.type === 'accepted' && (await linkToo(context, workspace, role))
  const names = new Map((await store.workspaces()).map(({ id, name }) => [id, name]))
  const told = textOf(
    locale,
    `access:link.${outcome.type === 'accepted' ? 'welcome' : 'already'}`,
    {
      role: { text: role, style: 'strong' },
      workspace: { text: names.get(workspace) ?? '', data: true },
    },
  )
  const more = isLinked ? 'and-here' : role === 'admin' ? 'next' : undefined
  const text: Text = more
    ? [...told, ...textOf(locale, `access:link.${more}`)].flatMap(spaced)
    : told
  const actions: Action[] = [{ label: 'help', command: 'help' }]
  return { kind: 'notice', level: 'success', locale, text, actions }
}

function spaced(span: Text[number], index: number, all: Text): Text {
  const isLast = index === all.length - 1
  return isLast ? [{ text: ' ' }, span] : [span]
}

/** Throws a UserError for somebody who typed many wrong codes just now. */
async function refuseGuessing(context: CommandContext): Promise<void> {
  const { store, now, invocation } = context
  const tries = await store.access.audit(homeOf(context), {
    start: (now - HOUR) as EpochSeconds,
    end: (now + 1) as EpochSeconds,
    user: invocation.user.id,
    outcome: 'denied',
    limit: 100,
  })
  const wrong = tries.filter(
    ({ detail, account }) =>
      account.platform === invocation.platform && detail === 'access.bad-code',
  )
  if (wrong.length >= MOST_TRIES) throw new UserError('access.too-many-codes')
}

/** Links the channel in which an admin let themselves in, unless others read it: they will ask there next. */
async function linkToo(
  { store, invocation, access, now }: CommandContext,
  workspace: WorkspaceId,
  role: Role,
): Promise<boolean> {
  const { place, platform } = invocation
  if (role !== 'admin' || place.kind === 'direct' || place.shared || access.link) return false
  const key = { ...placeKey(platform, place), thread: null }
  const linked = await store.access.linkPlace(
    workspace,
    key,
    { role: null, scope: [], shared: false },
    actorOf({ invocation, now }),
  )
  return linked !== 'taken'
}

/** Makes a code for people to let themselves in. */
export async function invitePeople(context: CommandContext): Promise<Notice> {
  const { store, locale, zone, now, access, arguments: asked } = context
  const role = ROLES.find((each) => each === asked.options['role']) ?? 'viewer'
  if (access.role === null || ROLES.indexOf(role) > ROLES.indexOf(access.role)) {
    throw new UserError('access.above-own', { own: access.role ?? '–' })
  }
  const expiresAt = (now + seconds(asked.subjects[0] ?? '7d')) as EpochSeconds
  const uses = usesOf(asked.options['uses'] ?? '1')
  const code = newInviteCode()
  await store.access.invite(
    homeOf(context),
    { hash: inviteHash(code), role, uses, expiresAt, first: false },
    actorOf(context),
  )
  const until = formatInstant(expiresAt, locale, zone)
  const translate = translator(locale)
  return {
    kind: 'notice',
    level: 'success',
    locale,
    text: [
      { text: translate('access:link.invited', { count: uses, role, until }) },
      { text: ' ' },
      { text: `/link ${code}`, style: 'code' },
      { text: ' ' },
      { text: translate('access:link.how') },
    ],
    actions: [{ label: 'link list', command: 'link list' }],
  }
}

function seconds(word: string): number {
  const [, count, unit = ''] = /^(\d{1,4})([hdw])$/i.exec(word) ?? []
  const length = Number(count ?? 0) * (UNITS[unit.toLowerCase()] ?? 0)
  if (length < HOUR || length > LONGEST_DAYS * 24 * HOUR) {
    const params = { word: word.slice(0, 40), most: LONGEST_DAYS }
    throw new UserError('access.bad-duration', params, 'link invite viewer 7d')
  }
  return length
}

function usesOf(word: string): number {
  const uses = /^\d{1,4}$/.test(word) ? Number(word) : 0
  if (uses < 1 || uses > MOST_USES) {
    const params = { word: word.slice(0, 40), most: MOST_USES }
    throw new UserError('access.bad-uses', params, 'link invite viewer 7d uses:5')
  }
  return uses
}
