import { SettingsError } from '../config.ts'
import { ChartError, StorageError, UserError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import { mistakeText } from '../language/mistake-text.ts'
import { type MessageKey, translator } from '../language/translate.ts'
import { withoutPassword } from '../secret.ts'

/** How a run ends that did not do what was asked. */
export interface Failure {
  /** The same in every language. */
  readonly id: string
  readonly message: string
  readonly suggestion: string | undefined
  /** 2 for a mistake of the user, 1 for a fault. */
  readonly exitCode: 1 | 2
}

/** A database that the user named wrongly is a mistake; one that fails in use is a fault. */
const FAULTS: readonly string[] = ['locked', 'full']

function withSuggestion(error: UserError, locale: Locale): string {
  if (error.suggestion === undefined) return mistakeText(error, locale)
  const hint = translator(locale)('cli:suggestion', { suggestion: error.suggestion })
  return `${mistakeText(error, locale)} ${hint}`
}

/** Returns an error in the user's words. `reference` is the id under which a fault was logged. */
export function explain(error: unknown, locale: Locale, reference: string): Failure {
  const t = translator(locale)
  if (error instanceof SettingsError) {
    const list = error.problems.map((problem) => `  – ${withSuggestion(problem, locale)}`)
    return {
      id: error.id,
      message: [mistakeText(error, locale), ...list].join('\n'),
      suggestion: error.suggestion,
      exitCode: 2,
    }
  }
  if (error instanceof UserError) {
    return {
      id: error.id,
      message: mistakeText(error, locale),
      suggestion: error.suggestion,
      exitCode: 2,
    }
  }
  if (error instanceof StorageError) {
    const key: MessageKey = `cli:storage.${error.fault}`
    return {
      id: `cli.storage.${error.fault}`,
      message: t(key, { place: withoutPassword(error.place) }),
      suggestion: undefined,
      exitCode: FAULTS.includes(error.fault) ? 1 : 2,
    }
  }
  if (error instanceof ChartError) {
    return {
      id: 'cli.chartFailed',
      message: t('cli:errors.chartFailed'),
      suggestion: undefined,
      exitCode: 1,
    }
  }
  return {
    id: 'cli.fault',
    message: t('cli:errors.fault', { reference }),
    suggestion: undefined,
    exitCode: 1,
  }
}

/** Returns whether the error says that nobody reads our output any more, as in `cxbot … | head`. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}
