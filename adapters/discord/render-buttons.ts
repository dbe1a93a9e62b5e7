import type { ButtonLine } from '../../src/core/delivery.ts'
import type { Locale } from '../../src/core/locale.ts'
import type { Action, Report, View } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { tameLine } from '../../src/report/sanitize.ts'
import { encodePress, type Press } from './custom-id.ts'
import { limits } from './limits.ts'
import { clip, plainWords } from './markdown.ts'
import type { Button, ButtonRow } from './payload.ts'
import { pagesOf } from './render-table.ts'

export interface Wish {
  readonly label: string
  readonly line: string
  readonly does: Press['does']
  readonly page?: number
}

export interface Buttons {
  readonly rows: readonly ButtonRow[]
  readonly kept: readonly ButtonLine[]
}

/** Returns buttons in rows, each once, at most as many as Discord takes. */
export function buttonRows(wishes: readonly Wish[]): Buttons {
  const buttons: Button[] = []
  const kept: ButtonLine[] = []
  for (const { label, line, does, page } of wishes) {
    const { id, kept: own } = encodePress(does, line, page)
    if (buttons.some((button) => button.custom_id === id)) continue
    if (buttons.length === limits.buttonsARow * limits.buttonRows) break
    const words = clip(
      plainWords(tameLine(label)) || plainWords(tameLine(line)),
      limits.buttonLabel,
    )
    buttons.push({ type: 2, style: 2, label: words || '–', custom_id: id })
    if (own) kept.push(own)
  }
  const rows = Array.from({ length: Math.ceil(buttons.length / limits.buttonsARow) }, (_, row) => ({
    type: 1 as const,
    components: buttons.slice(row * limits.buttonsARow, (row + 1) * limits.buttonsARow),
  }))
  return { rows, kept }
}

/** Returns the line that shows the same answer in another form. */
function asView({ commandLine }: Report, view: View): string {
  return `${commandLine.replace(/ as (?:chart|table|csv|text)$/, '')} as ${view}`
}

function viewWishes(report: Report, locale: Locale): readonly Wish[] {
  const t = translator(locale)
  const has = (type: 'chart' | 'table') => report.blocks.some((block) => block.type === type)
  if (report.view === 'chart' && has('chart') && has('table')) {
    return [{ label: t('chat:table'), line: asView(report, 'table'), does: 'ask' }]
  }
  if (report.view !== 'chart' && has('chart')) {
    return [{ label: t('discord:chart'), line: asView(report, 'chart'), does: 'ask' }]
  }
  return []
}

function pageWishes(report: Report, page: number): readonly Wish[] {
  const pages = pagesOf(report)
  const t = translator(report.locale)
  const line = report.commandLine
  return [
    ...(page > 0
      ? [{ label: t('chat:previousPage'), line, does: 'page' as const, page: page - 1 }]
      : []),
    ...(page + 1 < pages
      ? [{ label: t('chat:nextPage'), line, does: 'page' as const, page: page + 1 }]
      : []),
  ]
}

export function actionWish({ label, command }: Action): Wish {
  return { label, line: command, does: 'ask' }
}

/** Returns what a report offers: its pages, its other forms, what to ask next, and sharing. */
export function reportWishes(report: Report, page: number, canShare: boolean): readonly Wish[] {
  const actions = report.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))
  const share: readonly Wish[] =
    canShare && !report.namesPeople
      ? [
          {
            label: translator(report.locale)('chat:share'),
            line: report.commandLine,
            does: 'share',
          },
        ]
      : []
  return [
    ...pageWishes(report, page),
    ...viewWishes(report, report.locale),
    ...actions.map(actionWish).slice(0, 20),
    ...share,
  ]
}
