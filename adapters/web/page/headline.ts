import type { PageBlock, PageValue } from '../page-reply.ts'
import { element } from './dom.ts'
import { nodesOf } from './text.ts'
import { say } from './words.ts'

const ARROWS = { up: '▲', down: '▼', 'no-clear-change': '≈', 'too-few': '·' } as const

function verdictOf(verdict: PageValue['verdict']): HTMLElement | null {
  if (!verdict) return null
  const { kind, against } = verdict
  const clear = kind === 'up' || kind === 'down'
  return element(
    'span',
    { class: clear ? 'verdict clear' : 'verdict' },
    element('span', { 'aria-hidden': 'true' }, `${ARROWS[kind]} `),
    say(`verdict.${against}.${kind}`),
  )
}

/** Returns the sentence that answers, with the number large beside it. */
export function headlineOf(block: Extract<PageBlock, { type: 'headline' }>): HTMLElement {
  const { text, value } = block
  const sentence = element('p', { class: 'sentence' }, ...nodesOf(text))
  if (!value) return element('div', { class: 'headline' }, sentence)
  const lead = element(
    'p',
    // The sentence says the same in words.
    { class: 'lead', 'aria-hidden': 'true' },
    element('span', { class: 'value' }, value.value),
    value.interval !== null && element('span', { class: 'interval' }, value.interval),
    verdictOf(value.verdict),
  )
  return element('div', { class: 'headline with-lead' }, lead, sentence)
}
