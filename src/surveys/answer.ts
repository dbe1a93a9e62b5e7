import { homeOf } from '../access/actor.ts'
import { accountOf } from '../core/access.ts'
import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { EpochSeconds } from '../core/identity.ts'
import type { Action, Form, Notice, Reply } from '../core/reply.ts'
import type { AnswerOutcome, Workspace } from '../core/store.ts'
import {
  CHANGE_SECONDS,
  type Pseudonym,
  type Survey,
  type SurveyAnswer,
  type SurveyWave,
} from '../core/survey.ts'
import { formatInstant } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import { keyedValue, tokenise } from '../parse/index.ts'
import { maskPersonal } from '../privacy/mask.ts'
import { pseudonymOf } from './pseudonym.ts'
import { questionNotice } from './question.ts'
import { readReference, type SurveyReference, shownWave } from './reference.ts'

const LONGEST_WHY = 2000

/** What somebody says to a survey. */
interface Said {
  readonly reference: SurveyReference | null
  readonly score: number | null
  readonly why: string | null
}

/** The wave that somebody may answer, and as whom. */
interface Invited {
  readonly workspace: Workspace
  readonly survey: Survey
  readonly wave: SurveyWave
  readonly person: Pseudonym
}

/**
 * Takes an answer, or why it was given, of whoever was invited: by name, or by being where the
 * question was asked. With nothing it asks why of the last answer. Throws a UserError for
 * everyone else, the same whether there is such a survey or not.
 */
export async function answerSurvey(line: string, context: CommandContext): Promise<Reply> {
  const { store, invocation, now } = context
  const said = readSaid(line)
  const invited = await invitedTo(said.reference, context)
  const { survey, wave, person, workspace } = invited
  const at = Math.min(invocation.at, now) as EpochSeconds
  if (wave.closedAt !== null || now >= wave.closesAt) {
    throw new UserError('surveys.closed', { question: survey.question })
  }
  if (said.score === null && said.why === null) {
    const answer = await store.surveys.answerOf(wave, person)
    if (!answer || survey.why === null) return questionNotice(survey, wave, workspace.zone)
    return whyForm(invited, answer, survey.why, context)
  }
  let outcome: AnswerOutcome = 'same'
  if (said.score !== null) {
    refuseOffScale(said.score, survey)
    const { platform } = invocation
    const answer = { person, score: said.score, platform, at }
    outcome = await store.surveys.answer(wave, answer, CHANGE_SECONDS)
    if (outcome === 'counted') await store.surveys.invite(wave, [person], at)
  }
  if (said.why !== null && outcome !== 'closed') {
    if (survey.why === null) throw new UserError('surveys.no-why')
    const why = maskPersonal(said.why).text.trim().slice(0, LONGEST_WHY)
    const explained = await store.surveys.explain(wave, { person, why, at }, CHANGE_SECONDS)
    if (said.score === null || explained === 'too-late') outcome = explained
  }
  if (outcome === 'closed') throw new UserError('surveys.closed', { question: survey.question })
  const answer = await store.surveys.answerOf(wave, person)
  if (!answer)
    throw new UserError('surveys.score-first', { min: survey.scale.min, max: survey.scale.max })
  return confirmation(invited, answer, outcome, context)
}

function readSaid(line: string): Said {
  const tokens = tokenise(line)
  const [first, ...rest] = tokens
  const reference = first?.key === undefined ? readReference(first?.text ?? '') : undefined
  const others = reference ? rest : tokens
  const keyed = others.find(({ key }) => key?.toLowerCase() === 'why')
  const [second, ...words] = others.filter((token) => token !== keyed)
  const isScore = second !== undefined && !second.quoted && /^\d{1,3}$/.test(second.text)
  const free = (isScore ? words : second ? [second, ...words] : []).map(({ text }) => text)
  const why = (keyed && keyedValue(keyed)) ?? free.join(' ').replace(/^why\b\s*/i, '')
  return {
    reference: reference ?? null,
    score: isScore ? Number(second.text) : null,
    why: why.trim() === '' ? null : why,
  }
}

/** Returns the wave that is meant and may be answered, wherever it is asked from. */
async function invitedTo(
  reference: SurveyReference | null,
  context: CommandContext,
): Promise<Invited> {
  const { store, invocation } = context
  const account = accountOf(invocation.platform, invocation.user, invocation.place)
  const home = homeOf(context)
  const workspaces = [...(await store.workspaces())]
    .filter(({ id }) => reference?.workspace === undefined || (reference.workspace ?? id) === id)
    .sort((left, right) => Number(right.id === home) - Number(left.id === home))
  for (const workspace of workspaces) {
    const person = await pseudonymOf(store, workspace.id, account)
    const meant = reference ?? (await store.surveys.lastAnswered(workspace.id, person))
    const survey = meant && (await store.surveys.find(workspace.id, meant.survey))
    if (!meant || !survey) continue
    const waves = await store.surveys.waves(workspace.id, survey.id)
    const wave = waves.find(({ wave: number }) => meant.wave === null || meant.wave === number)
    if (!wave) continue
    const isInvited =
      (await store.surveys.isInvited(wave, person)) || (await isAskedHere(wave, context))
    if (isInvited) return { workspace, survey, wave, person }
  }
  throw new UserError(reference ? 'surveys.not-invited' : 'surveys.nothing-answered')
}

/** Whoever can read the place where the question was asked may answer it there. */
async function isAskedHere(
  wave: SurveyWave,
  { store, invocation }: Pick<CommandContext, 'store' | 'invocation'>,
): Promise<boolean> {
  const { platform, place } = invocation
  if (place.kind !== 'channel') return false
  return (await store.surveys.messages(wave)).some(
    ({ what, target }) =>
      what === 'question' &&
      target.type === 'place' &&
      target.platform === platform &&
      target.channel === place.channel,
  )
}

function refuseOffScale(score: number, { scale: { min, max } }: Survey): void {
  if (score >= min && score <= max) return
  throw new UserError('surveys.off-scale', { score, min, max })
}

function confirmation(
  { survey, workspace }: Invited,
  answer: SurveyAnswer,
  outcome: AnswerOutcome,
  context: CommandContext,
): Notice {
  const { locale, now } = context
  const translate = translator(locale)
  const { score, why } = answer
  const until = answer.firstAt + CHANGE_SECONDS
  const time = formatInstant(until as EpochSeconds, locale, workspace.zone)
  const said =
    outcome === 'too-late'
      ? translate('surveys:answer.too-late', { score })
      : translate('surveys:answer.stored', { score })
  const change = now < until ? ` ${translate('surveys:answer.change', { time })}` : ''
  const explain: Action = { label: translate('surveys:answer.why'), command: 'answer' }
  return {
    kind: 'notice',
    level: outcome === 'too-late' ? 'information' : 'success',
    locale,
    text: [{ text: `${said}${change}` }],
    actions: survey.why !== null && why === null ? [explain] : [],
  }
}

function whyForm(
  { wave }: Invited,
  { why }: SurveyAnswer,
  question: string,
  { locale }: CommandContext,
): Form {
  return {
    kind: 'form',
    locale,
    title: translator(locale)('surveys:answer.why'),
    command: `answer ${shownWave(wave)}`,
    fields: [
      {
        name: 'why',
        label: question,
        type: 'long-text',
        required: true,
        ...(why === null ? {} : { value: why }),
      },
    ],
  }
}
