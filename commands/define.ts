import type { Command, CommandContext } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Text } from '../src/core/reply.ts'
import { latinMetric } from '../src/language/metric-spellings.ts'
import { nearest } from '../src/language/nearest.ts'
import { type Translate, translator } from '../src/language/translate.ts'
import { type AskedSeries, askedSeries } from '../src/report/asked-series.ts'
import { definitionOf } from '../src/report/definition.ts'
import { isMetricName, kindOfMetric, METRIC_NAMES } from '../src/report/metric-names.ts'
import { reportOf } from '../src/report/report-frame.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Respondents whose factors are looked at. */
const LOOKED_AT = 500
const PARTS = ['question', 'scale', 'interval', 'change', 'excludes', 'source'] as const

/** How a metric is computed: formula, scale, interval, exclusions and where it comes from. */
export const define: Command = {
  name: 'define',
  group: 'help',
  audience: 'caller',
  needs: 'viewer',
  subject: { name: 'metric', required: true, max: 1, from: 'metric' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  async run(context) {
    const translate = translator(context.locale)
    const name = latinMetric(context.arguments.subjects[0] ?? '')
    if (!isMetricName(name)) {
      const best = nearest(name, METRIC_NAMES)
      throw new UserError(
        'commands.unknown-metric',
        { name, names: METRIC_NAMES.join(', ') },
        `define ${best ?? METRIC_NAMES[0]}`,
      )
    }
    const series = (await askedSeries(context.store, context.workspaceId)).filter(
      ({ kind, scale }) => kind === kindOfMetric(name) && scale !== null,
    )
    const say = (part: string, text: string): Text => [
      { text: `${part}: `, style: 'strong' },
      { text },
    ]
    const [first] = series
    return reportOf(define, context, {
      title: translate(`commands:define.${name}.title`),
      definition: definitionOf(context.locale, name, undefined, first?.scale ?? null),
      view: 'text',
      blocks: [
        {
          type: 'paragraph',
          text: say(
            translate('commands:define.parts.formula'),
            translate(`commands:define.${name}.formula`),
          ),
        },
        {
          type: 'notes',
          notes: [
            ...PARTS.map((part) =>
              say(
                translate(`commands:define.parts.${part}`),
                translate(`commands:define.${name}.${part}`),
              ),
            ),
            say(
              translate('commands:define.parts.here'),
              name === 'csi' ? await factorsHere(context) : here(series, translate),
            ),
          ],
        },
        { type: 'actions', actions: [{ label: name, command: name }] },
      ],
    })
  },
}

/** The factors that respondents of the workspace rated, with their scales. */
async function factorsHere({ store, workspaceId, locale }: CommandContext): Promise<string> {
  const span = await store.span(workspaceId)
  const range = span && { start: span.first, end: (span.last + 1) as typeof span.last }
  const [found] = range
    ? await store.factorAnswers(workspaceId, { ranges: [range], filters: [], limit: LOOKED_AT })
    : []
  const factors = new Map<string, string>()
  for (const { factors: rated } of found?.answers ?? []) {
    for (const [factor, { scale }] of Object.entries(rated)) {
      factors.set(factor, `${factor} (${scale.min}–${scale.max})`)
    }
  }
  return factors.size === 0
    ? translator(locale)('commands:define.nothing-here')
    : [...factors.values()].join('; ')
}

/** The questions of the workspace that the metric can be asked of. */
function here(series: readonly AskedSeries[], translate: Translate): string {
  if (series.length === 0) return translate('commands:define.nothing-here')
  return series
    .map(({ kind, survey, scale }) => {
      if (kind === 'sentiment') return translate('commands:define.texts-here')
      const question = survey ?? translate('commands:define.unnamed-survey')
      const range = `${scale?.min}–${scale?.max}`
      return scale?.reversed
        ? translate('commands:define.reversed-question', { question, range })
        : `${question} (${range})`
    })
    .join('; ')
}
