import { durationNamed } from '../alerts/rule-words.ts'
import { dayNumber, zoneCalendar } from '../calendar/zone.ts'
import { accountOf } from '../core/access.ts'
import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Scale } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { SurveyKind, SurveySettings } from '../core/survey.ts'
import { targetNamed } from '../digests/place-words.ts'
import { fold } from '../language/fold.ts'
import { translator } from '../language/translate.ts'
import type { SurveyDraft } from './request.ts'

const LONGEST_QUESTION = 300
const LONGEST_NAME = 60
const DAY = 86_400
const A_WEEK = 7 * DAY
const LONGEST_OPEN = 92 * DAY
const LONGEST_COOLDOWN = 366 * DAY
const USUAL_COOLDOWN = 30 * DAY

/** The usual questions' scales; CES as in CES 2.0, where 7 is full agreement that it was easy. */
const SCALES: Readonly<Record<SurveyKind, Scale>> = {
  nps: { min: 0, max: 10, reversed: false },
  csat: { min: 1, max: 5, reversed: false },
  ces: { min: 1, max: 7, reversed: false },
}

/**
 * Returns the settings of a new survey, with the usual question, a week to answer and 30 days
 * of rest for what was not said. Throws a UserError for what cannot be.
 */
export async function newSettings(
  draft: SurveyDraft,
  context: CommandContext,
): Promise<SurveySettings> {
  const { invocation, locale, store, workspaceId } = context
  const translate = translator(locale)
  const { kind } = draft
  if (!kind) throw new UserError('surveys.kind-needed', {}, 'survey create nps')
  const scale = draft.scale ?? SCALES[kind]
  if (kind === 'nps' && (scale.min !== 0 || scale.max !== 10 || scale.reversed)) {
    throw new UserError('surveys.nps-scale', {}, 'survey create csat scale:1..5')
  }
  const question = draft.question ?? translate(`surveys:questions.${kind}`)
  const why = draft.why === undefined ? translate('surveys:questions.why') : draft.why
  refuseLong('question', question, LONGEST_QUESTION)
  refuseLong('why', why ?? '', LONGEST_QUESTION)
  const name = (draft.name ?? question).trim()
  if (draft.name !== undefined) refuseLong('name', name, LONGEST_NAME)
  const called = shortened(name)
  const taken = (await store.surveys.list(workspaceId)).find(
    (each) => fold(each.name) === fold(called),
  )
  if (taken) {
    throw new UserError(
      'surveys.name-taken',
      { name: called, id: `S-${taken.id}` },
      `survey send S-${taken.id} here`,
    )
  }
  const cooldownSeconds = draft.cooldownSeconds ?? USUAL_COOLDOWN
  if (cooldownSeconds > LONGEST_COOLDOWN) {
    throw new UserError('surveys.cooldown-too-long', { days: LONGEST_COOLDOWN / DAY })
  }
  return {
    name: called,
    kind,
    question,
    scale,
    why,
    owner: {
      ...accountOf(invocation.platform, invocation.user, invocation.place),
      name: invocation.user.name,
    },
    locale,
    closes: readUntil(draft.until, context),
    cooldownSeconds,
    place: draft.place === undefined ? null : targetNamed(draft.place, invocation),
  }
}

/** A question that is too long for a name ends behind a whole word. */
function shortened(text: string): string {
  const letters = [...text]
  if (letters.length <= LONGEST_NAME) return text
  const start = letters.slice(0, LONGEST_NAME - 1).join('')
  const end = start.lastIndexOf(' ')
  return `${end > 0 ? start.slice(0, end) : start}…`
}

function refuseLong(what: 'question' | 'why' | 'name', text: string, most: number): void {
  if ([...text].length <= most) return
  throw new UserError(`surveys.${what}-too-long`, { most })
}

function readUntil(
  text: string | undefined,
  { now, zone }: Pick<CommandContext, 'now' | 'zone'>,
): SurveySettings['closes'] {
  if (text === undefined) return { type: 'after', seconds: A_WEEK }
  const seconds = durationNamed(text)
  if (seconds !== undefined) {
    refuseFar(seconds)
    return { type: 'after', seconds }
  }
  if (!isDay(text)) {
    throw new UserError('surveys.no-duration', { text: text.slice(0, 40) }, 'until:3d')
  }
  const end = zoneCalendar(zone).startOfDay(dayNumber(text) + 1)
  if (end <= now) throw new UserError('surveys.until-past', { text }, 'until:3d')
  refuseFar(end - now)
  return { type: 'at', at: end }
}

/** `2026-12-01`, where there is such a day. */
function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(day) && new Date(day).toISOString().startsWith(text)
}

function refuseFar(seconds: number): void {
  if (seconds > LONGEST_OPEN) {
    throw new UserError('surveys.until-too-far', { days: LONGEST_OPEN / DAY }, 'until:14d')
  }
}

/** Returns when a wave that is opened now closes. Throws a UserError where that time is over. */
export function closingTime({ closes }: SurveySettings, now: EpochSeconds): EpochSeconds {
  if (closes.type === 'after') return (now + closes.seconds) as EpochSeconds
  if (closes.at > now) return closes.at
  throw new UserError('surveys.over')
}
