import { element } from './dom.ts'
import { say } from './words.ts'

/** What is wider than its place can be reached, and scrolled, with the keyboard. */
const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target instanceof HTMLElement && target.matches('.scroll') ? target : null
    const found = box ?? target.parentElement
    if (found) mark(found)
  }
})

function showWhetherMore(box: HTMLElement): void {
  box.classList.toggle('more', box.scrollLeft + box.clientWidth < box.scrollWidth - 1)
}

function mark(box: HTMLElement): void {
  showWhetherMore(box)
  if (box.scrollWidth > box.clientWidth + 1) {
    box.tabIndex = 0
    box.setAttribute('role', 'region')
    box.setAttribute('aria-label', box.dataset['label'] ?? '')
  } else {
    box.removeAttribute('tabindex')
    box.removeAttribute('role')
    box.removeAttribute('aria-label')
  }
}

/** Returns a box in which wide content scrolls, instead of the page. */
export function scrollBox(name: string, content: HTMLElement): HTMLElement {
  const box = element(
    'div',
    { class: 'scroll', 'data-label': say('reply.scrolls', { name }) },
    content,
  )
  box.addEventListener('scroll', () => showWhetherMore(box), { passive: true })
  observer.observe(box)
  observer.observe(content)
  return box
}
