import type { Completion } from '../../../src/core/adapter.ts'
import { byId, element } from './dom.ts'
import { say } from './words.ts'

/** The list of completions below or above the command box (ARIA combobox with a listbox). */
export interface Suggestions {
  readonly open: boolean
  /** The one that the arrows have reached. */
  readonly active: Completion | undefined
  readonly first: Completion | undefined
  /** Where the arrows have reached one that is still there, they stay on it. */
  show(completions: readonly Completion[]): void
  hide(): void
  /** Forgets where the arrows were: typing goes on from the line. */
  leave(): void
  /** Goes to the next or the one before, round the ends. */
  move(step: 1 | -1): void
}

/** Returns the list that belongs to the input; `onPick` is told of a click. */
export function createSuggestions(
  input: HTMLInputElement,
  onPick: (completion: Completion) => void,
): Suggestions {
  const list = byId('suggestions')
  let shown: readonly Completion[] = []
  let place = -1

  function mark(next: number): void {
    list.children[place]?.setAttribute('aria-selected', 'false')
    place = next
    const option = list.children[place]
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }

  function optionOf(completion: Completion, index: number): HTMLElement {
    const { kind, label, detail } = completion
    const option = element(
      'div',
      { role: 'option', id: `suggestion-${index}`, 'aria-selected': 'false', class: 'suggestion' },
      element('bdi', { class: 'word' }, label),
      detail !== undefined && element('span', { class: 'detail' }, detail),
      element('span', { class: 'kind' }, say(`kinds.${kind}`)),
    )
    // The box keeps the focus.
    option.addEventListener('mousedown', (event) => event.preventDefault())
    option.addEventListener('click', () => onPick(completion))
    return option
  }

  return {
    get open() {
      return !list.hidden
    },
    get active() {
      return shown[place]
    },
    get first() {
      return shown[0]
    },
    show(completions) {
      const reached = shown[place]?.line
      shown = completions
      list.replaceChildren(...completions.map(optionOf))
      list.scrollTop = 0
      mark(completions.findIndex(({ line }) => line === reached))
      list.hidden = completions.length === 0
      input.setAttribute('aria-expanded', String(!list.hidden))
    },
    hide() {
      mark(-1)
      list.hidden = true
      input.setAttribute('aria-expanded', 'false')
    },
    leave: () => mark(-1),
    move(step) {
      const count = shown.length
      if (count > 0) mark(place === -1 && step === -1 ? count - 1 : (place + step + count) % count)
    },
  }
}
