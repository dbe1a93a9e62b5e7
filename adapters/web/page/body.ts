import type { PageBlock, PageReport, PageText } from '../page-reply.ts'
import { type Ask, actionsOf } from './actions.ts'
import { element } from './dom.ts'
import { headlineOf } from './headline.ts'
import { pictureOf } from './picture.ts'
import { quotesOf } from './quotes.ts'
import { foldedTable, tableOf } from './table.ts'
import { nodesOf } from './text.ts'
import { say } from './words.ts'

/** Returns the blocks of a report in their order; behind a chart, its table is folded. */
export function bodyOf(report: PageReport, ask: Ask): HTMLElement {
  const { blocks, definition, title, view } = report
  const hasChart = view === 'chart' && blocks.some(({ type }) => type === 'chart')
  const isFolded = hasChart || view === 'text'
  const folds: HTMLDetailsElement[] = []
  let isMissing = false

  function fold(details: HTMLDetailsElement): HTMLElement {
    folds.push(details)
    return details
  }
  function unfold(): void {
    isMissing = true
    for (const each of folds) each.open = true
  }
  function show(block: PageBlock): HTMLElement | null {
    switch (block.type) {
      case 'headline':
        return headlineOf(block)
      case 'paragraph':
        return element('p', {}, ...nodesOf(block.text))
      case 'chart':
        return hasChart ? pictureOf(block, title, unfold) : null
      case 'table':
        return isFolded ? fold(foldedTable(block, title)) : tableOf(block, title)
      case 'quotes':
        return quotesOf(block)
      case 'notes':
        return block.notes.length === 0 ? null : notesOf(block.notes)
      case 'actions':
        if (block.actions.length === 0) return null
        return actionsOf(block.actions, ask, say('reply.next'))
    }
  }

  const shown = blocks.map(show)
  if (isMissing) unfold()
  const body = element('div', { class: 'body' }, ...shown)
  if (definition !== null) body.append(definitionOf(definition))
  return body
}

function notesOf(notes: readonly PageText[]): HTMLElement {
  const items = notes.map((note) => element('li', {}, ...nodesOf(note)))
  return element('ul', { class: 'notes' }, ...items)
}

function definitionOf(definition: string): HTMLElement {
  const summary = element('summary', {}, say('reply.definition'))
  return element('details', { class: 'fold definition' }, summary, element('p', {}, definition))
}
