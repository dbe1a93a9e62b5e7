import { element } from './dom.ts'

/** Copies a text. Returns false where the browser does not let us. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** Pages without TLS have no clipboard of their own. */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement
  const area = element('textarea', { class: 'unseen', readonly: true })
  area.value = text
  document.body.append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return copied
}
