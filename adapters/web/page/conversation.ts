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

interface Question {
  readonly id: string
  readonly line: string
  readonly file?: File
}

export interface Conversation {
  /** Asks a line; `from` is the button that asked it, where it was one. */
  ask(line: string, from?: HTMLElement): void
  /** Has a file looked at; nothing of it is stored by that. */
  give(file: File): void
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
    question: Question,
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

  async function fetchCard(exchange: HTMLElement, question: Question): Promise<Card> {
    try {
      const reply = await requestAnswer(question, currentLocale())
      if (reply.kind === 'notice') return noticeOf(reply, ask, options.write)
      options.onReport(reply)
      return cardOf(reply, ask)
    } catch (error) {
      const failure = error instanceof RequestFailure ? error : new RequestFailure('fault')
      return failureOf(failure, () => void answer(exchange, question, undefined))
    }
  }

  const ask: Ask = (line, from) => {
    options.onAsk(line)
    start({ id: newId(), line }, from)
  }

  function start(asked: Question, from?: HTMLElement): void {
    document.body.dataset['state'] = 'talking'
    log.hidden = false
    const question = element(
      'p',
      { class: 'question' },
      element('span', { class: 'unseen' }, `${say('reply.asked')} `),
      element('bdi', {}, asked.file ? `${asked.line} ${asked.file.name}` : asked.line),
    )
    const exchange = element('section', { class: 'exchange' }, question)
    log.append(exchange)
    letOldestGo()
    void answer(exchange, asked, from)
    exchange.scrollIntoView({ block: 'start' })
  }

  return { ask, give: (file) => start({ id: newId(), line: 'import', file }) }
}
