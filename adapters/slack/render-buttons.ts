import type { ButtonLine } from '../../src/core/delivery.ts'
import type { Action, Reply } from '../../src/core/reply.ts'
import { tameLine } from '../../src/report/sanitize.ts'
import { type Button, plainText, type SlackBlock } from './blocks.ts'
import { buttonValue } from './button-value.ts'
import { limits } from './limits.ts'
import { cutTo, literal, someText } from './words.ts'

/** A button that no report has by itself: another page, sharing, a form. */
export interface Extra {
  readonly label: string
  readonly line: string
  readonly page?: number
  readonly does?: 'share' | 'form'
}

export interface RenderedButtons {
  /** No block where there is no button. */
  readonly actions: readonly SlackBlock[]
  readonly kept: readonly ButtonLine[]
}

/** Returns the buttons of a reply: what can be asked next, then the extra ones. */
export function actionButtons(reply: Reply, extras: readonly Extra[]): RenderedButtons {
  const offered = [...actionsOf(reply).map(({ label, command }) => ({ label, line: command }))]
  const all: readonly Extra[] = [...offered.slice(0, limits.buttons - extras.length), ...extras]
  const kept: ButtonLine[] = []
  const elements = all.map((extra, index): Button => {
    const button = buttonValue(extra.line, extra)
    if (button.kept) kept.push(button.kept)
    return {
      type: 'button',
      action_id: `cx-${index}`,
      text: plainText(cutTo(someText(literal(tameLine(extra.label))), limits.buttonLabel)),
      value: button.value,
    }
  })
  return { actions: elements.length === 0 ? [] : [{ type: 'actions', elements }], kept }
}

function actionsOf(reply: Reply): readonly Action[] {
  switch (reply.kind) {
    case 'report':
      return reply.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))
    case 'notice':
      return reply.actions
    case 'form':
      return []
  }
}
