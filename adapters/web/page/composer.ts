import type { Completion } from '../../../src/core/adapter.ts'
import { announce } from './announce.ts'
import { byId, icon } from './dom.ts'
import { createHistory } from './history.ts'
import { currentLocale } from './language.ts'
import { requestCompletions } from './requests.ts'
import { createSuggestions } from './suggestions.ts'
import { onWords, say } from './words.ts'

/** Milliseconds without a key before completions are fetched, and before they are counted aloud. */
const PAUSE = { fetch: 50, announce: 700 }

/** The box in which commands are written. */
export interface Composer {
  focus(): void
  write(line: string): void
  remember(line: string): void
}

/** Returns the command box; `onAsk` is told of each line that is sent. */
export function createComposer(onAsk: (line: string) => void): Composer {
  const form = byId<HTMLFormElement>('composer')
  const input = byId<HTMLInputElement>('command')
  const send = byId<HTMLButtonElement>('send')
  const history = createHistory()
  const suggestions = createSuggestions(input, take)
  let fetching = new AbortController()
  let fetchTimer = 0
  let announceTimer = 0

  function stopFetching(): void {
    fetching.abort()
    clearTimeout(fetchTimer)
    clearTimeout(announceTimer)
  }

  async function complete(): Promise<void> {
    stopFetching()
    fetching = new AbortController()
    const { signal } = fetching
    const line = input.value
    const found = await requestCompletions(line, currentLocale(), signal)
    if (signal.aborted || document.activeElement !== input || input.value !== line) return
    suggestions.show(found)
    if (found.length === 0) return
    const count = say('composer.found', { count: found.length })
    announceTimer = setTimeout(() => announce(count), PAUSE.announce)
  }

  function close(): void {
    stopFetching()
    suggestions.hide()
  }

  function write(line: string): void {
    input.value = line
    input.setSelectionRange(line.length, line.length)
    input.scrollLeft = input.scrollWidth
  }

  /** A completed word is followed by a space, a filter by its value. */
  function take({ line }: Completion): void {
    suggestions.leave()
    write(/[:\s]$/.test(line) ? line : `${line} `)
    input.focus()
    void complete()
  }

  function ask(): void {
    const line = input.value.trim().replace(/^\//, '').trim()
    close()
    if (line === '') return
    write('')
    onAsk(line)
  }

  /** Tab takes what completes the word that is being typed; else it goes on to the next control. */
  function forTab(): Completion | undefined {
    if (!suggestions.open) return undefined
    if (suggestions.active) return suggestions.active
    const typed = input.value.replace(/^\//, '')
    const { first } = suggestions
    const extends_ = first?.line.toLowerCase().startsWith(typed.toLowerCase())
    return typed !== '' && !/\s$/.test(typed) && extends_ ? first : undefined
  }

  function onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return
    const { key } = event
    const down = key === 'ArrowDown'
    if (key === 'Escape' && suggestions.open) close()
    else if ((down || key === 'ArrowUp') && suggestions.open) suggestions.move(down ? 1 : -1)
    else if (down && event.altKey) void complete()
    else if (down || key === 'ArrowUp') {
      const line = down ? history.newer() : history.older(input.value)
      if (line !== undefined) write(line)
      else if (down) void complete()
      else return
    } else if (key === 'Enter' && suggestions.active) take(suggestions.active)
    else if (key === 'Tab' && !event.shiftKey) {
      const completion = forTab()
      if (!completion) {
        close()
        return
      }
      take(completion)
    } else return
    event.preventDefault()
  }

  send.append(icon('send'))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    ask()
  })
  input.addEventListener('keydown', onKey)
  input.addEventListener('blur', close)
  input.addEventListener('input', () => {
    history.leave()
    stopFetching()
    suggestions.leave()
    if (input.value.trim() === '') suggestions.hide()
    else fetchTimer = setTimeout(() => void complete(), PAUSE.fetch)
  })
  onWords(() => {
    input.setAttribute('aria-label', say('composer.label'))
    input.placeholder = say('composer.placeholder')
    byId('suggestions').setAttribute('aria-label', say('composer.suggestions'))
    send.setAttribute('aria-label', say('composer.send'))
    send.title = say('composer.send')
  })
  return {
    focus: () => input.focus(),
    write,
    remember: (line) => history.add(line),
  }
}
