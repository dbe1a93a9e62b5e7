import { accountOf } from '../core/access.ts'
import type { CommandContext } from '../core/command.ts'
import type { Digest, DigestSettings, MessageTarget } from '../core/digest.ts'
import { UserError } from '../core/errors.ts'
import type { ScheduleDays } from '../core/schedule.ts'
import { mistakeText } from '../language/mistake-text.ts'
import { targetNamed } from './place-words.ts'
import { READY_SETS, readySet } from './ready-sets.ts'
import type { DigestDraft } from './request.ts'

const LONGEST_NAME = 80
const MOST_LINES = 20
const NINE_O_CLOCK = 9 * 60

/** When a ready set comes where no days are given. */
const DAYS_OF_SET: Readonly<Record<(typeof READY_SETS)[number], ScheduleDays>> = {
  daily: { type: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] },
  weekly: { type: 'weekdays', weekdays: [1] },
  monthly: { type: 'monthday', day: 1 },
}

/**
 * Returns the settings of a new digest, with the defaults for what was not said: every
 * day at nine, in the workspace's zone, where it was asked. Every line is tried. Throws a
 * UserError for what is missing or cannot be.
 */
export async function newSettings(
  draft: DigestDraft,
  context: CommandContext,
): Promise<DigestSettings> {
  const { invocation, zone, locale } = context
  const { contents = [], name } = draft
  const [only] = contents
  const set = contents.length === 1 ? readySet(only ?? '') : undefined
  if (!name) throw new UserError('digests.name-needed', {}, EXAMPLE)
  if (contents.length === 0) {
    throw new UserError('digests.contents-needed', { sets: READY_SETS.join(', ') }, EXAMPLE)
  }
  const settings: DigestSettings = {
    name,
    owner: {
      ...accountOf(invocation.platform, invocation.user, invocation.place),
      name: invocation.user.name,
    },
    target: targetNamed(draft.place, invocation),
    schedule: {
      days: draft.days ?? DAYS_OF_SET[set ?? 'daily'],
      minute: draft.minute ?? NINE_O_CLOCK,
      zone: draft.zone ?? zone,
    },
    contents,
    locale: draft.locale ?? locale,
    whenEmpty: draft.whenEmpty ?? 'line',
  }
  return await checked(settings, context)
}

/** Only shown: as a command of its own it would be a button that makes this very digest. */
const EXAMPLE = 'create Morning weekdays 09:00 nps yesterday; quotes yesterday'

/** Returns the settings of a digest after a change. Throws a UserError for what cannot be. */
export async function changedSettings(
  digest: Digest,
  draft: DigestDraft,
  context: CommandContext,
): Promise<DigestSettings> {
  if (Object.keys(draft).length === 0) {
    throw new UserError('digests.nothing-changed', {}, 'at:08:30')
  }
  const { schedule } = digest
  const settings: DigestSettings = {
    name: draft.name ?? digest.name,
    owner: digest.owner,
    target:
      draft.place === undefined ? digest.target : targetNamed(draft.place, context.invocation),
    schedule: {
      days: draft.days ?? schedule.days,
      minute: draft.minute ?? schedule.minute,
      zone: draft.zone ?? schedule.zone,
    },
    contents: draft.contents ?? digest.contents,
    locale: draft.locale ?? digest.locale,
    whenEmpty: draft.whenEmpty ?? digest.whenEmpty,
  }
  return await checked(settings, context)
}

async function checked(settings: DigestSettings, context: CommandContext): Promise<DigestSettings> {
  const name = settings.name.trim()
  if ([...name].length > LONGEST_NAME) {
    throw new UserError('digests.name-too-long', { most: LONGEST_NAME })
  }
  if (settings.contents.length > MOST_LINES) {
    throw new UserError('digests.too-many-lines', { most: MOST_LINES })
  }
  await checkTarget(settings.target, context)
  for (const line of settings.contents) await checkLine(line, name, context)
  return { ...settings, name }
}

/** The bot must be able to write there now. */
async function checkTarget(target: MessageTarget, { place }: CommandContext): Promise<void> {
  if (target.type === 'person') return
  const facts = await place(target.platform, target.channel, target.thread)
  if (!facts?.member) throw new UserError('digests.place-gone', { channel: target.channel })
}

/** A line that cannot be answered today is told today, not every morning. */
async function checkLine(line: string, name: string, context: CommandContext): Promise<void> {
  if (readySet(line)) return
  const word = line.split(/\s/)[0]?.replace(/^\//, '') ?? ''
  const command = context.registry.find(word)
  if (command?.writes || command?.name === 'digest' || command?.name === 'subscribe') {
    throw new UserError('digests.not-a-report', { line: line.slice(0, 80) }, 'nps yesterday')
  }
  try {
    await context.rerun(line, context.now)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const asked = context.invocation.text.trim().replace(/^\/+/, '')
    const better = error.suggestion ?? ''
    if (context.registry.find(better.split(' ')[0] ?? '')) {
      throw lineError(
        line,
        error,
        context,
        asked.replace(line, () => better),
      )
    }
    if (command) throw lineError(line, error, context)
    const named = `${name} ${word}`
    const quoted = asked.includes(named) ? asked.replace(named, () => `"${named}"`) : undefined
    throw new UserError('digests.unknown-report', { word: word.slice(0, 60) }, quoted)
  }
}

/** Says which line of the contents is wrong, why, and how the digest would be asked with a better one. */
function lineError(
  line: string,
  error: UserError,
  { locale, registry }: CommandContext,
  better?: string,
): UserError {
  const word = line.split(/\s/)[0]?.replace(/^\//, '') ?? ''
  if (!registry.find(word)) {
    return new UserError('digests.unknown-report', { word: word.slice(0, 60) }, better)
  }
  const reason = mistakeText(error, locale)
  return new UserError('digests.line', { line: line.slice(0, 80), reason }, better)
}
