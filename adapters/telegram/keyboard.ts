import type { ButtonLine } from '../../src/core/delivery.ts'
import type { Action } from '../../src/core/reply.ts'
import { isolate, tameLine } from '../../src/report/sanitize.ts'
import { buttonData, type Origin, placedData } from './callback-data.ts'
import type { Button, Keyboard } from './content.ts'
import { limits } from './limits.ts'

/** Buttons with the lines that keys stand for. */
export interface Board {
  readonly keyboard: Keyboard
  readonly lines: readonly ButtonLine[]
}

/** A button that runs a command line, or shows another page of its answer. */
export interface Offer extends Action {
  readonly page?: number
}

/** Returns words that fit on a button. */
export function buttonLabel(label: string): string {
  const letters = [...isolate(tameLine(label))]
  const fitting =
    letters.length <= limits.buttonLabel
      ? letters
      : [...letters.slice(0, limits.buttonLabel - 1), '…']
  return fitting.join('') || '…'
}

/** Returns buttons for commands, two in a row where both are short, numbers in rows of six; `origin` is where they are carried out. */
export function boardOf(
  offers: readonly Offer[],
  more: readonly Button[] = [],
  origin: Origin | null = null,
): Board {
  const lines: ButtonLine[] = []
  const buttons = offers.slice(0, limits.buttons).map(({ label, command, page }): Button => {
    const line = command.trim()
    const { data, button } = origin ? placedData('there', line, origin) : buttonData(line, page)
    if (button) lines.push(button)
    return { text: buttonLabel(label), callback_data: data }
  })
  return { keyboard: inRows([...buttons, ...more]), lines }
}

function inRows(buttons: readonly Button[]): Keyboard {
  const rows: Button[][] = []
  if (buttons.every(({ text }) => text.length <= limits.shortLabel)) {
    const most = Math.ceil(buttons.length / Math.ceil(buttons.length / limits.shortLabelsARow))
    for (let from = 0; from < buttons.length; from += most) {
      rows.push(buttons.slice(from, from + most))
    }
    return rows
  }
  for (const button of buttons) {
    const last = rows.at(-1)
    const [neighbour] = last ?? []
    const short = neighbour && neighbour.text.length + button.text.length <= limits.buttonRow
    if (last && last.length === 1 && short) last.push(button)
    else rows.push([button])
  }
  return rows
}
