import type { Environment } from '../config.ts'
import { LOCALES, type Locale } from '../core/locale.ts'

/** Returns the language that the machine is set to, where it is one of the bot's. */
export function machineLocale(environment: Environment): Locale | undefined {
  const name = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return LOCALES.find((locale) => locale === name.slice(0, 2).toLowerCase())
}

/** What the terminal says of itself. */
export interface TerminalTraits {
  /** False where NO_COLOR is set or the terminal is dumb. */
  readonly colours: boolean
  /** The protocol in which it shows pictures. */
  readonly pictures: 'kitty' | 'iterm' | null
}

/** Returns what the environment tells of the terminal; says nothing on whether there is one. */
export function terminalTraits(environment: Environment): TerminalTraits {
  const term = environment['TERM'] ?? ''
  const program = environment['TERM_PROGRAM'] ?? ''
  const inMultiplexer = Boolean(environment['TMUX']) || /^(screen|tmux)/.test(term)
  const kitty = term === 'xterm-kitty' || term === 'xterm-ghostty' || program === 'ghostty'
  const iterm = ['iTerm.app', 'WezTerm', 'mintty'].includes(program)
  return {
    colours: !environment['NO_COLOR'] && term !== 'dumb',
    pictures: inMultiplexer ? null : kitty ? 'kitty' : iterm ? 'iterm' : null,
  }
}
