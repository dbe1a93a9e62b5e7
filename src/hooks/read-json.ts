import type { Hook, HookField } from '../core/hook.ts'
import { namesIn, type Reading, timeOf, usualScale } from './answer.ts'
import { number, valueAt, words } from './json-path.ts'

/** Reads an answer whose fields stand at the hook's paths, else under their own names. */
export function readJsonAnswer(payload: unknown, hook: Hook): Reading {
  const field = (name: HookField): unknown => valueAt(payload, hook.paths[name] ?? name)
  const kind = hook.kind ?? 'mention'
  const given = field('score')
  const score = number(given)
  if (words(given) !== '' && score === null) return { type: 'unusable', detail: 'score' }
  const tags = field('tags')
  return {
    type: 'answer',
    answer: {
      kind,
      score,
      scale: hook.scale ?? usualScale(kind),
      text: words(field('text')),
      id: words(field('id')),
      at: timeOf(field('at')),
      survey: words(field('survey')),
      lang: words(field('lang')),
      url: words(field('url')),
      tags: Array.isArray(tags) ? tags.map(words) : words(tags).split(','),
      names: namesIn(field),
    },
  }
}
