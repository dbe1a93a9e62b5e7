import type { Command } from '../src/core/command.ts'
import { DIMENSIONS } from '../src/core/feedback.ts'
import { translator } from '../src/language/translate.ts'
import { serialComplainers } from '../src/report/serial-complainers.ts'
import { toneReport } from '../src/report/tone-report.ts'
import { joinTexts, textOf } from '../src/report/values.ts'

/** As many authors as are listed. */
const MOST = 30
const NAMED = 5

/** Who speaks most, and who complains far more than others; names are for the caller alone. */
export const authors: Command = {
  name: 'authors',
  group: 'explore',
  audience: 'caller',
  needs: 'moderator',
  period: { default: 'last 30 days' },
  breakdowns: [],
  baselines: true,
  filters: DIMENSIONS.filter((dimension) => dimension !== 'author'),
  views: ['chart', 'table', 'csv', 'text'],
  options: [],
  run(context) {
    const { locale } = context
    return toneReport(authors, context, 'author', {
      most: MOST,
      notes: [[{ text: translator(locale)('report:tone.private') }]],
      summary(groups) {
        const found = serialComplainers(groups)
        if (found.length === 0) return []
        const names = found.slice(0, NAMED).map(({ name, counts, tone }) =>
          textOf(locale, 'report:tone.complainer', {
            name: { text: name, data: true },
            negative: counts.negative,
            n: tone[0]?.n ?? 0,
          }),
        )
        return textOf(locale, 'report:tone.complainers', { names: joinTexts(names, ', ') })
      },
    })
  },
}
