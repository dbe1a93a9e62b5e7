import type { PageNotice } from '../page-reply.ts'
import { type Ask, actionsOf } from './actions.ts'
import type { Card } from './card.ts'
import { button, element } from './dom.ts'
import type { RequestFailure } from './requests.ts'
import { nodesOf, wordsOf } from './text.ts'
import { say } from './words.ts'

function noticeCard(
  level: PageNotice['level'],
  title: string,
  lang: string | null,
  ...content: readonly (HTMLElement | null)[]
): Omit<Card, 'summary'> {
  const heading = element('h2', { tabindex: -1 }, title)
  const shown = content.filter((each) => each !== null)
  const made = element('article', { class: `card notice ${level}`, lang }, heading, ...shown)
  return { element: made, heading }
}

/** Returns a notice: what was wrong and what would be right, or what was done. */
export function noticeOf(notice: PageNotice, ask: Ask, write: (line: string) => void): Card {
  const { level, locale, text, actions, suggestion } = notice
  const words = element('p', {}, ...nodesOf(text))
  const hasAdvice = level === 'error' && (actions.length > 0 || suggestion !== null)
  const title = say(`notice.${level}`)
  const card = noticeCard(
    level,
    title,
    locale,
    words,
    hasAdvice ? element('p', { class: 'muted small' }, say('notice.suggestion')) : null,
    actions.length > 0 ? actionsOf(actions, ask) : null,
    suggestion === null ? null : suggestionButton(suggestion, write),
  )
  return { ...card, summary: `${title}. ${wordsOf(text)}` }
}

/** A word alone is no question yet: it goes into the box. */
function suggestionButton(suggestion: string, write: (line: string) => void): HTMLElement {
  const made = button(
    { class: 'action command' },
    () => write(suggestion),
    element('bdi', {}, suggestion),
  )
  return element('div', { class: 'actions' }, made)
}

/** Returns why there is no answer, with a button that tries the same again. */
export function failureOf(failure: RequestFailure, retry: () => void): Card {
  const { kind, message } = failure
  const refused = kind === 'refused'
  const title = say(kind === 'unreachable' ? 'failure.title' : 'notice.error')
  const words = refused ? message : say(`failure.${kind}`)
  const next =
    kind === 'signedOut'
      ? element('a', { class: 'action', href: '/login' }, say('failure.signIn'))
      : button({ class: 'action' }, retry, say('failure.retry'))
  const card = noticeCard(
    'error',
    title,
    null,
    element('p', {}, words),
    refused ? null : element('div', { class: 'actions' }, next),
  )
  return { ...card, summary: `${title}. ${words}` }
}
