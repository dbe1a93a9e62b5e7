import { authorizeDestination } from '../access/destination.ts'
import { namedBy } from '../access/mention.ts'
import { type AccountKey, communityOf } from '../core/access.ts'
import type { CommandContext } from '../core/command.ts'
import type { MessageTarget } from '../core/digest.ts'
import { UserError } from '../core/errors.ts'
import type { Survey, SurveyWave } from '../core/survey.ts'
import { targetNamed } from '../digests/place-words.ts'
import { pseudonymOf } from './pseudonym.ts'
import { shownSurvey } from './reference.ts'
import { closingTime } from './settings.ts'

const MOST_PEOPLE = 200

/** What became of sending. */
export interface Sent {
  readonly wave: SurveyWave
  /** How many people and places it goes to that it did not go to before. */
  readonly targets: number
  /** People who were invited to something not long ago. */
  readonly resting: number
}

interface Recipient {
  readonly target: MessageTarget
  readonly account: AccountKey | null
}

/**
 * Puts the question on its way to a place or to people, in the open wave or a new one. People who were
 * invited to any survey within the cooldown are left out. Throws a UserError where it can
 * go to nobody.
 */
export async function sendSurvey(
  survey: Survey,
  to: readonly string[],
  people: number | null,
  context: CommandContext,
): Promise<Sent> {
  const { store, workspaceId, now } = context
  const recipients = recipientsNamed(survey, to, context)
  for (const { target } of recipients) await checkPlace(survey, target, context)
  const [newest] = await store.surveys.waves(workspaceId, survey.id)
  const open = newest?.closedAt === null && newest.closesAt > now ? newest : undefined
  if (newest?.closedAt === null && !open) throw new UserError('surveys.closing')
  const accounts = recipients.flatMap(({ account }) => account ?? [])
  const named = new Map<AccountKey, string>()
  for (const account of accounts) {
    named.set(account, await pseudonymOf(store, workspaceId, account))
  }
  const last = await store.surveys.lastInvited(workspaceId, [...named.values()])
  const fit: { readonly recipient: Recipient; readonly person: string | undefined }[] = []
  let resting = 0
  for (const recipient of recipients) {
    const person = recipient.account ? named.get(recipient.account) : undefined
    const isIn = open && person && (await store.surveys.isInvited(open, person))
    const invitedAt = person === undefined ? undefined : last.get(person)
    const rests = invitedAt !== undefined && invitedAt + survey.cooldownSeconds > now
    if (rests && !isIn) resting += 1
    else fit.push({ recipient, person })
  }
  if (fit.length === 0) {
    const days = Math.ceil(survey.cooldownSeconds / 86_400)
    throw new UserError('surveys.all-resting', { count: resting, days })
  }
  const closesAt = open ? open.closesAt : closingTime(survey, now)
  const wave = await store.surveys.openWave(workspaceId, survey.id, now, closesAt)
  let targets = 0
  for (const { recipient, person } of fit) {
    const { target } = recipient
    const count = target.type === 'person' ? 1 : people
    const message = { what: 'question', target, people: count } as const
    if ((await store.surveys.addMessage(wave, message)) === 'new') targets += 1
    if (person) await store.surveys.invite(wave, [person], now)
  }
  return { wave, targets, resting }
}

function recipientsNamed(
  survey: Survey,
  to: readonly string[],
  { invocation }: CommandContext,
): readonly Recipient[] {
  if (to.length === 0) {
    return [{ target: survey.place ?? targetNamed(undefined, invocation), account: null }].map(
      (each) => withAccount(each, invocation.user.id, invocation),
    )
  }
  if (to.length > MOST_PEOPLE) throw new UserError('surveys.too-many', { most: MOST_PEOPLE })
  const found = to.map((word): Recipient => {
    const named = namedBy(word.replace(/,$/, ''), invocation)
    if (named?.type === 'group') {
      throw new UserError('surveys.no-groups', { word: word.slice(0, 60) })
    }
    if (named) {
      const { platform, user } = named.key
      return { target: { type: 'person', platform, user }, account: named.key }
    }
    if (word.startsWith('@')) throw new UserError('surveys.bare-name', { word: word.slice(0, 60) })
    const target = targetNamed(word, invocation)
    return withAccount({ target, account: null }, invocation.user.id, invocation)
  })
  const keys = found.map((each) => JSON.stringify(each.target))
  return found.filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
}

function withAccount(
  recipient: Recipient,
  user: string,
  { platform, place }: CommandContext['invocation'],
): Recipient {
  const { target } = recipient
  if (target.type !== 'person' || target.user !== user) return recipient
  return { target, account: { platform, community: communityOf(platform, place), user } }
}

/** The bot must be able to write there now, and an admin must have linked the place. */
async function checkPlace(
  survey: Survey,
  target: MessageTarget,
  { store, place, workspace, registry }: CommandContext,
): Promise<void> {
  if (target.type === 'person') return
  const { platform, channel, thread } = target
  const facts = await place(platform, channel, thread)
  if (!facts?.member) {
    throw new UserError('surveys.place-gone', { channel, id: shownSurvey(survey) })
  }
  await authorizeDestination(
    { store, registry },
    {
      workspace,
      owner: survey.owner,
      lines: [],
      target: { type: 'place', platform, place: facts },
    },
  )
}
