import type { Locale } from '../core/locale.ts'
import type { TableBlock } from '../core/reply.ts'
import type { ImportReason } from '../core/store.ts'
import { translator } from '../language/translate.ts'
import { importWord } from './shown.ts'

/** Returns why rows of a file cannot be used, and how many; undefined where all can. */
export function reasonsTable(
  reasons: readonly ImportReason[],
  locale: Locale,
): TableBlock | undefined {
  if (reasons.length === 0) return undefined
  const translate = translator(locale)
  return {
    type: 'table',
    caption: translate('commands:imports.reasons'),
    columns: [
      { key: 'reason', label: translate('commands:imports.reason'), format: 'text' },
      { key: 'count', label: translate('commands:imports.count'), format: 'count' },
      { key: 'firstLine', label: translate('commands:imports.first-line'), format: 'count' },
    ],
    rows: reasons.map(({ reason, count, firstLine }) => [
      importWord(locale, `reasons.${reason}`),
      count,
      firstLine,
    ]),
  }
}
