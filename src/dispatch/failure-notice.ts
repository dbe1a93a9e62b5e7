import type { CommandRegistry } from '../core/command.ts'
import { ChartError, StorageError, UserError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import type { Action, Notice } from '../core/reply.ts'
import { mistakeText } from '../language/mistake-text.ts'
import { type MessageKey, translator } from '../language/translate.ts'

/** What an adapter shows instead of an answer that could not be given. */
export interface Failure {
  readonly notice: Notice
  /** Set where the fault is the bot's own: under this id the log tells more. */
  readonly reference?: string
}

/**
 * Returns an error as a notice in the user's language. A user's mistake says what
 * would be right, with a button where that is a command; any other error is
 * told by a reference from `newReference`, which the caller logs.
 */
export function failureNotice(
  error: unknown,
  situation: {
    readonly locale: Locale
    readonly registry: CommandRegistry
    readonly newReference: () => string
  },
): Failure {
  if (error instanceof UserError) return { notice: mistakeNotice(error, situation) }
  const translate = translator(situation.locale)
  const reference = situation.newReference()
  const key: MessageKey =
    error instanceof StorageError
      ? `errors:errors.storage-${error.fault}`
      : error instanceof ChartError
        ? 'errors:errors.chart'
        : 'errors:errors.fault'
  const place = error instanceof StorageError ? error.place : ''
  return {
    reference,
    notice: {
      kind: 'notice',
      level: 'error',
      locale: situation.locale,
      text: [
        { text: translate(key, { place }) },
        { text: ' ' },
        { text: translate('errors:reference', { reference }), style: 'muted' },
      ],
      actions: [],
      errorId: key.slice('errors:'.length),
    },
  }
}

/** Returns whether a notice tells of a fault of the bot or its database, not of a user's mistake. */
export function isFault(notice: Pick<Notice, 'errorId'>): boolean {
  return /^errors\.(fault|chart|storage-.+)$/.test(notice.errorId ?? '')
}

function mistakeNotice(
  error: UserError,
  situation: {
    readonly locale: Locale
    readonly registry: CommandRegistry
  },
): Notice {
  const { locale } = situation
  const actions: Action[] = []
  const [first = ''] = error.suggestion?.split(/\s+/) ?? []
  if (error.suggestion !== undefined && situation.registry.find(first)) {
    actions.push({ label: error.suggestion, command: error.suggestion })
  }
  return {
    kind: 'notice',
    level: 'error',
    locale,
    text: [{ text: mistakeText(error, locale) }],
    actions,
    errorId: error.id,
    ...(error.suggestion === undefined ? {} : { suggestion: error.suggestion }),
  }
}
