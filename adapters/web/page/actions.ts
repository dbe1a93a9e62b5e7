import type { PageAction } from '../page-reply.ts'
import { button, element } from './dom.ts'

/** Runs the command of a button. */
export type Ask = (line: string, from: HTMLElement) => void

/** Returns buttons that ask their command. */
export function actionsOf(
  actions: readonly PageAction[],
  ask: Ask,
  name: string | null = null,
): HTMLElement {
  const buttons = actions.map(({ label, command }) => {
    const isCommand = label === command
    const made: HTMLButtonElement = button(
      { class: isCommand ? 'action command' : 'action', title: isCommand ? null : command },
      () => ask(command, made),
      element('bdi', {}, label),
    )
    return made
  })
  return element('div', { class: 'actions', role: 'group', 'aria-label': name }, ...buttons)
}
