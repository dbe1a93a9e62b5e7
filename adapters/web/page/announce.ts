import { byId } from './dom.ts'

/** Has a screen reader say a text, after what it says now or at once. */
export function announce(text: string, manner: 'polite' | 'urgent' = 'polite'): void {
  const region = byId(manner)
  region.textContent = ''
  // The same words twice are only said again where the region was empty in between.
  requestAnimationFrame(() => {
    region.textContent = text
  })
}
