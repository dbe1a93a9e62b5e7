import type { PageReport } from '../page-reply.ts'
import type { Ask } from './actions.ts'
import { bodyOf } from './body.ts'
import { element } from './dom.ts'
import { wordsOf } from './text.ts'
import { toolsOf } from './tools.ts'
import { say } from './words.ts'

/** An answer as it is shown. */
export interface Card {
  readonly element: HTMLElement
  /** Takes the focus when the answer was asked for with a button. */
  readonly heading: HTMLElement
  /** What a screen reader is told. */
  readonly summary: string
}

/** Returns a report as a card. */
export function cardOf(report: PageReport, ask: Ask): Card {
  const { context, locale, sample, title } = report
  const heading = element('h2', { tabindex: -1, dir: 'auto' }, title)
  const badge = element('span', { class: 'badge', title: say('sample.about') }, say('sample.badge'))
  const head = element(
    'header',
    { class: 'head' },
    heading,
    sample && badge,
    context.length > 0 &&
      element('p', { class: 'context' }, ...context.map((each) => element('bdi', {}, each))),
  )
  return {
    element: element(
      'article',
      { class: 'card', lang: locale },
      head,
      bodyOf(report, ask),
      toolsOf(report),
    ),
    heading,
    summary: summaryOf(report),
  }
}

function summaryOf({ title, blocks }: PageReport): string {
  const said = blocks.find(({ type }) => type === 'headline' || type === 'paragraph')
  const words = said && 'text' in said ? wordsOf(said.text) : ''
  return words === '' ? title : `${title}. ${words}`
}
