import type { PageTable } from '../page-reply.ts'
import { button, element } from './dom.ts'
import { scrollBox } from './scroll-box.ts'
import { say } from './words.ts'

/** Rows that are shown before a button shows the rest. */
const ROWS = 50

/** Returns a table that scrolls in its own box, with a button for the rows past the first ones. */
export function tableOf(table: PageTable, title: string): HTMLElement {
  const { caption, columns, rows, total } = table
  const name = caption ?? title
  const body = element('tbody')
  const add = (from: number, to: number): void => {
    for (const row of rows.slice(from, to)) {
      const cells = columns.map(({ numeric }, index) => {
        const attributes = { class: numeric ? 'number' : null, dir: numeric ? null : 'auto' }
        const text = row[index] ?? ''
        return index === 0
          ? element('th', { scope: 'row', ...attributes }, text)
          : element('td', attributes, text)
      })
      body.append(element('tr', {}, ...cells))
    }
  }
  add(0, ROWS)
  const heads = columns.map(({ label, numeric }) =>
    element('th', { scope: 'col', class: numeric ? 'number' : null }, label),
  )
  const made = element(
    'table',
    {},
    element('caption', { class: caption === null ? 'unseen' : null }, name),
    element('thead', {}, element('tr', {}, ...heads)),
    body,
  )
  const whole = element('div', { class: 'table' }, scrollBox(name, made))
  if (rows.length > ROWS) {
    const more = button(
      { class: 'quiet' },
      () => {
        add(ROWS, rows.length)
        const next = body.children[ROWS]?.firstElementChild
        more.remove()
        if (next instanceof HTMLElement) {
          next.tabIndex = -1
          next.focus()
        }
      },
      say('reply.moreRows', { count: rows.length }),
    )
    whole.append(more)
  }
  if (total > rows.length) {
    const text = say('reply.someRows', { shown: rows.length, total })
    whole.append(element('p', { class: 'muted small' }, text))
  }
  return whole
}

/** Returns a table behind a disclosure. */
export function foldedTable(table: PageTable, title: string): HTMLDetailsElement {
  const summary = element('summary', {}, say('reply.table'))
  return element('details', { class: 'fold' }, summary, tableOf(table, title))
}
