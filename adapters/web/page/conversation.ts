import type { PageReport } from '../page-reply.ts'
import type { Ask } from './actions.ts'
import { announce } from './announce.ts'
import { type Card, cardOf } from './card.ts'
import { byId, element } from './dom.ts'
import { currentLocale } from './language.ts'
import { failureOf, noticeOf } from './notice.ts'
import { RequestFailure, requestAnswer } from './requests.ts'
import { onWords, say } from './words.ts'

/** Exchanges that are shown; the oldest goes first. */
const MOST = 50

export interface Conversation {
  /** Asks a line; `from` is the button that asked it, where it was one. */
  ask(line: string, from?: HTMLElement): void
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function waiting(): HTMLElement {
  const line = (): HTMLElement => element('span', { class: 'bar' })
  return element(
    'div',
    { class: 'card waiting', tabindex: -1 },
    line(),
    line(),
    line(),
    element('span', { class: 'still' }, say('reply.waiting')),
  )
}

/** Returns the conversation; `write` puts a line into the command box. */
export function createConversation(options: {
  readonly onAsk: (line: string) => void
  readonly write: (line: string) => void
  readonly onReport: (report: PageReport) => void
}): Conversation {
  const log = byId('log')
  onWords(() => log.setAttribute('aria-label', say('reply.conversation')))

  function letOldestGo(): void {
    while (log.querySelectorAll('.exchange').length > MOST) {
      log.querySelector('.exchange')?.remove()
      if (log.querySelector('.let-go')) continue
      log.prepend(element('p', { class: 'let-go muted small' }, say('reply.letGo')))
    }
  }

  async function answer(
    exchange: HTMLElement,
    question: { readonly id: string; readonly line: string },
    from: HTMLElement | undefined,
  ): Promise<void> {
    const place = waiting()
    const old = exchange.querySelector('.card')
    const holdsFocus = old?.contains(document.activeElement)
    if (old) old.replaceWith(place)
    else exchange.append(place)
    if (holdsFocus) place.focus()
    exchange.setAttribute('aria-busy', 'true')
    const card = await fetchCard(exchange, question)
    const focused = document.activeElement
    const follows = from !== undefined && (focused === from || focused === document.body)
    const moves = follows || place.contains(focused)
    place.replaceWith(card.element)
    exchange.removeAttribute('aria-busy')
    if (moves) card.heading.focus({ preventScroll: true })
    else announce(card.summary, card.element.matches('.error') ? 'urgent' : 'polite')
  }

  async function fetchCard(
    exchange: HTMLElement,
    question: { readonly id: string; readonly line: string },
  ): Promise<Card> {
    try {
      const reply = await requestAnswer(question.id, question.line, currentLocale())
      if (reply.kind === 'notice') return noticeOf(reply, ask, options.write)
      options.onReport(reply)
      return cardOf(reply, ask)
    } catch (error) {
      const failure = error instanceof RequestFailure ? error : new RequestFailure('fault')
      return failureOf(failure, () => void answer(exchange, question, undefined))
    }
  }

  const ask: Ask = (line, from) => start(line, from)

  function start(line: string, from: HTMLElement | undefined): void {
    options.onAsk(line)
    document.body.dataset['state'] = 'talking'
    log.hidden = false
    const question = element(
      'p',
      { class: 'question' },
      element('span', { class: 'unseen' }, `${say('reply.asked')} `),
      element('bdi', {}, line),
    )
    const exchange = element('section', { class: 'exchange' }, question)
    log.append(exchange)
    letOldestGo()
    void answer(exchange, { id: newId(), line }, from)
    exchange.scrollIntoView({ block: 'start' })
  }

  return { ask: start }
}
