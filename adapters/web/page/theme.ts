import { button, icon } from './dom.ts'
import { rememberChoice } from './memory.ts'
import { onWords, say } from './words.ts'

type Theme = 'light' | 'dark'

const system = window.matchMedia('(prefers-color-scheme: dark)')
const root = document.documentElement

function systemTheme(): Theme {
  return system.matches ? 'dark' : 'light'
}

/** Returns the theme that is shown: the chosen one, else the system's. */
export function shownTheme(): Theme {
  const chosen = root.dataset['theme']
  return chosen === 'light' || chosen === 'dark' ? chosen : systemTheme()
}

/** Returns the condition under which a picture's dark source is taken. */
export function darkCondition(): string {
  const chosen = root.dataset['theme']
  if (chosen === 'dark') return 'all'
  return chosen === 'light' ? 'not all' : '(prefers-color-scheme: dark)'
}

function choose(theme: Theme): void {
  // Who goes back to what the system says follows the system again.
  const chosen = theme === systemTheme() ? '' : theme
  root.dataset['theme'] = chosen
  rememberChoice('cxbot_theme', chosen)
  for (const source of document.querySelectorAll<HTMLSourceElement>('source[data-dark]')) {
    source.media = darkCondition()
  }
}

/** Returns the switch between light and dark. */
export function themeSwitch(): HTMLButtonElement {
  const show = (): void => {
    const dark = shownTheme() === 'dark'
    made.setAttribute('aria-pressed', String(dark))
    made.replaceChildren(icon(dark ? 'sun' : 'moon'))
  }
  const made = button({ class: 'round', id: 'theme' }, () => {
    choose(shownTheme() === 'dark' ? 'light' : 'dark')
    show()
  })
  show()
  system.addEventListener('change', show)
  onWords(() => {
    made.setAttribute('aria-label', say('header.dark'))
    made.title = say('header.dark')
  })
  return made
}
