import type { FeedbackKind, Scale } from '../core/feedback.ts'
import type { Hook } from '../core/hook.ts'
import { namesIn, type Reading, timeOf, usualScale } from './answer.ts'
import { type Json, number, record, records, words } from './json-path.ts'

const SCORED_TYPES: ReadonlySet<string> = new Set(['nps', 'opinion_scale', 'rating', 'number'])

/** Reads a `form_response` of Typeform. Hidden fields with the names of dimensions are taken as such. */
export function readTypeform(payload: unknown, hook: Hook): Reading {
  const event = record(payload)
  if (event['event_type'] !== 'form_response') return { type: 'ignored' }
  const response = record(event['form_response'])
  const definition = record(response['definition'])
  const hidden = record(response['hidden'])
  const answers = records(response['answers'])
  const isAsked = (answer: Json, path: string): boolean => {
    const { id, ref } = record(answer['field'])
    return id === path || ref === path
  }
  const { score: scorePath, text: textPath } = hook.paths
  const scored = answers.find((answer) =>
    scorePath === undefined
      ? typeof answer['number'] === 'number' &&
        SCORED_TYPES.has(words(record(answer['field'])['type']))
      : isAsked(answer, scorePath),
  )
  const question = record(scored?.['field'])
  const kind: FeedbackKind = hook.kind ?? (question['type'] === 'nps' ? 'nps' : 'csat')
  return {
    type: 'answer',
    answer: {
      kind,
      score: number(scored?.['number']),
      scale: hook.scale ?? scaleOfQuestion(question, definition) ?? usualScale(kind),
      text: answers
        .filter((answer) => textPath === undefined || isAsked(answer, textPath))
        .map((answer) => words(answer['text']))
        .filter((text) => text !== '')
        .join('\n'),
      id: words(response['token']) || words(event['event_id']),
      at: timeOf(response['submitted_at']),
      survey: words(definition['title']) || words(response['form_id']),
      lang: words(hidden['lang']),
      url: '',
      tags: [],
      names: namesIn((name) => hidden[name]),
    },
  }
}

/** The definition tells how many steps a question has and whether they begin at one. */
function scaleOfQuestion(question: Json, definition: Json): Scale | null {
  const asked = records(definition['fields']).find(({ id }) => id === question['id'])
  const properties = record(asked?.['properties'])
  const steps = number(properties['steps'])
  if (steps === null || steps < 2) return null
  const min = question['type'] === 'rating' || properties['start_at_one'] === true ? 1 : 0
  return { min, max: min + steps - 1, reversed: false }
}

/** What Formbricks notes of questions that are no words of the customer. */
const FORMBRICKS_SIGNS: ReadonlySet<string> = new Set([
  'clicked',
  'accepted',
  'dismissed',
  'skipped',
])

/** Reads a `responseFinished` of Formbricks, alone or in a list of one. */
export function readFormbricks(payload: unknown, hook: Hook): Reading {
  const event = record(Array.isArray(payload) ? payload[0] : payload)
  if (event['event'] !== 'responseFinished') return { type: 'ignored' }
  const response = record(event['data'])
  const answers = record(response['data'])
  const attributes = record(response['contactAttributes'])
  const { score: scorePath, text: textPath } = hook.paths
  const score =
    scorePath === undefined
      ? Object.values(answers).find((value) => typeof value === 'number')
      : answers[scorePath]
  const texts = textPath === undefined ? Object.values(answers) : [answers[textPath]]
  const kind = hook.kind ?? 'csat'
  return {
    type: 'answer',
    answer: {
      kind,
      score: number(score),
      scale: hook.scale ?? usualScale(kind),
      text: texts
        .filter((value) => typeof value === 'string' && !FORMBRICKS_SIGNS.has(value))
        .map(words)
        .filter((text) => text !== '')
        .join('\n'),
      id: words(response['id']),
      at: timeOf(response['updatedAt']) ?? timeOf(response['createdAt']),
      survey: words(record(response['survey'])['title']) || words(response['surveyId']),
      lang: words(response['language']),
      url: words(record(response['meta'])['url']),
      tags: Array.isArray(response['tags'])
        ? response['tags'].map((tag) => words(tag) || words(record(tag)['name']))
        : [],
      names: namesIn((name) =>
        name === 'customer'
          ? words(record(response['contact'])['userId']) || attributes['userId']
          : attributes[name],
      ),
    },
  }
}

const DELIGHTED_TYPES: Readonly<Record<string, readonly [FeedbackKind, number, number]>> = {
  nps: ['nps', 0, 10],
  csat: ['csat', 1, 5],
  csat3: ['csat', 1, 3],
  ces: ['ces', 1, 5],
  ces7: ['ces', 1, 7],
  smileys: ['csat', 1, 5],
  stars_five: ['review', 1, 5],
}

/**
 * Reads a `survey_response` of Delighted: its comment mostly comes in a later `updated` of
 * the same id.
 */
export function readDelighted(payload: unknown, hook: Hook): Reading {
  const event = record(payload)
  if (!/^survey_response\.(?:created|updated)$/.test(words(event['event_type']))) {
    return { type: 'ignored' }
  }
  const response = record(event['event_data'])
  const known = DELIGHTED_TYPES[words(response['survey_type'])]
  if (!known && !(hook.kind && hook.scale)) return { type: 'unusable', detail: 'survey_type' }
  const [kind, min, max] = known ?? [hook.kind ?? 'csat', 1, 5]
  const properties = record(response['person_properties'])
  return {
    type: 'answer',
    answer: {
      kind: hook.kind ?? kind,
      score: number(response['score']),
      scale: hook.scale ?? { min, max, reversed: false },
      text: words(response['comment']),
      id: words(response['id']),
      at: timeOf(response['created_at']),
      survey: words(properties['Delighted Source']) || words(response['survey_type']),
      lang: words(properties['Locale']),
      url: words(response['permalink']),
      tags: records(response['tags']).map(({ name }) => words(name)),
      names: namesIn((name) =>
        name === 'customer'
          ? words(properties['customer']) || words(record(response['person'])['id'])
          : properties[name],
      ),
    },
  }
}
