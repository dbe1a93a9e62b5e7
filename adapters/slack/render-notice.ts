import type { ButtonLine } from '../../src/core/delivery.ts'
import type { Form, Notice } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { bareText, isolate } from '../../src/report/sanitize.ts'
import type { RichElement, SlackBlock } from './blocks.ts'
import { limits } from './limits.ts'
import { actionButtons, type Extra } from './render-buttons.ts'
import { contextBlocks, headerBlock, richElements, richText } from './render-text.ts'
import { cutMrkdwn, cutTo, literal, someText } from './words.ts'

export interface RenderedNotice {
  readonly blocks: readonly SlackBlock[]
  readonly buttons: readonly ButtonLine[]
  readonly text: string
}

/**
 * Returns a notice as a short message, with what would be right as buttons; `refused` is the
 * line of a form that is to be corrected.
 */
export function renderNotice(notice: Notice, refused?: string): RenderedNotice {
  const { locale, suggestion } = notice
  const offered = notice.actions.some(({ command }) => command === suggestion)
  const said = richElements(notice.text)
  const rest: readonly RichElement[] =
    suggestion === undefined || offered
      ? []
      : [{ type: 'text', text: `\n${hint(suggestion, locale)}` }]
  const label = translator(locale)('chat:editForm')
  const reopens: readonly Extra[] = refused ? [{ label, line: refused, does: 'form' }] : []
  const { actions, kept } = actionButtons(notice, reopens)
  return {
    blocks: [...richText([...said, ...rest]), ...actions],
    buttons: kept,
    text: someText(cutMrkdwn(bareText(notice.text), limits.text)),
  }
}

function hint(suggestion: string, locale: Notice['locale']): string {
  return translator(locale)('report:text.suggestion', {
    suggestion: cutTo(literal(isolate(suggestion)), limits.cell),
  })
}

/** Returns a form that could not be opened by itself: what it is for, and a button that opens it. */
export function renderForm(form: Form): RenderedNotice {
  const label = translator(form.locale)('slack:openForm')
  const { actions, kept } = actionButtons(form, [{ label, line: form.command }])
  return {
    blocks: [
      headerBlock(form.title),
      ...contextBlocks(form.fields.map((field) => field.label)),
      ...actions,
    ],
    buttons: kept,
    text: someText(cutMrkdwn(form.title, limits.text)),
  }
}
