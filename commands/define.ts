import type { Command } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Series } from '../src/core/store.ts'
import { nearest } from '../src/language/nearest.ts'
import { type Translate, translator } from '../src/language/translate.ts'
import { isMetricName, kindOfMetric, METRIC_NAMES } from '../src/report/metric-names.ts'
import { reportOf } from '../src/report/report-frame.ts'

const PARTS = ['question', 'formula', 'scale', 'interval', 'change', 'excludes', 'source'] as const

/** How a metric is computed: formula, scale, interval, exclusions and where it comes from. */
export const define: Command = {
  name: 'define',
  group: 'help',
  audience: 'caller',
  needs: 'viewer',
  subject: { name: 'metric', required: true, max: 1, from: 'metric' },
  period: null,
  breakdowns: [],
  baselines: false,
  filters: [],
  views: ['table', 'csv', 'text'],
  options: [],
  async run(context) {
    const translate = translator(context.locale)
    const name = (context.arguments.subjects[0] ?? '').toLowerCase()
    if (!isMetricName(name)) {
      const best = nearest(name, METRIC_NAMES)
      throw new UserError(
        'commands.unknown-metric',
        { name, names: METRIC_NAMES.join(', ') },
        `define ${best ?? METRIC_NAMES[0]}`,
      )
    }
    const series = (await context.store.series(context.workspaceId)).filter(
      ({ kind, scale }) => kind === kindOfMetric(name) && scale !== null,
    )
    return reportOf(define, context, {
      title: translate(`commands:define.${name}.title`),
      definition: translate(`commands:define.${name}.formula`),
      view: 'table',
      blocks: [
        {
          type: 'table',
          columns: [
            { key: 'part', label: translate('commands:define.part'), format: 'text' },
            { key: 'text', label: translate('commands:define.text'), format: 'text' },
          ],
          rows: [
            ...PARTS.map((part) => [
              translate(`commands:define.parts.${part}`),
              translate(`commands:define.${name}.${part}`),
            ]),
            [translate('commands:define.parts.here'), here(series, translate)],
          ],
        },
        { type: 'actions', actions: [{ label: name, command: name }] },
      ],
    })
  },
}

/** The questions of the workspace that the metric can be asked of. */
function here(series: readonly Series[], translate: Translate): string {
  if (series.length === 0) return translate('commands:define.nothing-here')
  return series
    .map(({ survey, scale }) => {
      const question = survey ?? translate('commands:define.unnamed-survey')
      const range = `${scale?.min}–${scale?.max}`
      return scale?.reversed
        ? translate('commands:define.reversed-question', { question, range })
        : `${question} (${range})`
    })
    .join('; ')
}
