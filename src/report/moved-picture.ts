import type { DotsChart } from '../core/chart.ts'
import type { CommandContext } from '../core/command.ts'
import type { ChartBlock, TableBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import type { MovementFinding } from '../metrics/effect.ts'
import { aspectName } from './aspect-names.ts'
import { listed } from './breakdown-chart.ts'
import { type Frame, footnoteOf, subtitleOf } from './chart-frame.ts'
import type { Comparison } from './movements.ts'
import { valueLabel } from './values.ts'

/** A comparison that came out clear. */
export interface Move {
  readonly comparison: Comparison
  readonly finding: MovementFinding
  /** By what it is ranked: the effect that it surely has, beyond that of all others. */
  readonly size: number
}

/** Returns what moved, as people call it. */
export function subjectOf({ kind, name }: Comparison, context: CommandContext): string {
  if (kind === 'metric') return measureName('metric', name, context)
  return kind === 'aspect' ? aspectName(name, context) : name
}

/** Returns what of it moved. */
export function measureName(
  kind: Comparison['kind'],
  measure: string,
  { locale }: CommandContext,
): string {
  const translate = translator(locale)
  if (measure === 'complaints') return translate('report:moved.complaints')
  if (measure === 'praise') return translate('report:moved.praise')
  if (measure === 'messages') return translate('report:moved.messages')
  if (measure === 'sentiment' && kind !== 'metric') return valueLabel('net', locale)
  return valueLabel(measure === 'sentiment' ? 'net' : measure, locale)
}

/** Returns what kind of thing moved. */
export function kindName(kind: Comparison['kind'], { locale }: CommandContext): string {
  const translate = translator(locale)
  return kind === 'metric'
    ? translate('report:moved.metric')
    : translate(`report:dimension.${kind}`)
}

function isBetter({ comparison, finding }: Move): boolean {
  return (
    finding.difference !== null && finding.difference.value > 0 === comparison.metric.higherIsBetter
  )
}

/** Returns the effects as dots with whiskers; undefined where nothing moved. */
export function movedChart(
  title: string,
  moves: readonly Move[],
  frame: Frame,
  context: CommandContext,
): ChartBlock | undefined {
  if (moves.length === 0) return undefined
  const { locale } = context
  const translate = translator(locale)
  const rows = moves.map((move) => {
    const { comparison, finding } = move
    const { kind, measure, later } = comparison
    const subject = subjectOf(comparison, context)
    const label = kind === 'metric' ? subject : `${subject}: ${measureName(kind, measure, context)}`
    const { value, low, high } = finding.effect ?? { value: 0, low: 0, high: 0 }
    const neutral = measure === 'messages'
    const tone = neutral
      ? ('accent' as const)
      : isBetter(move)
        ? ('positive' as const)
        : ('negative' as const)
    return { label, n: later.n, value, low, high, tone }
  })
  const spec: DotsChart = {
    type: 'dots',
    locale,
    unit: 'score',
    title,
    subtitle: subtitleOf(frame, locale),
    ...footnoteOf(frame, locale, [translate('report:moved.effect-note')]),
    alt: translate('report:moved.alt', {
      rows: listed(
        rows.map(({ label }) => label),
        6,
      ),
    }),
    rows,
    reference: { value: 0, label: translate('report:moved.unchanged') },
  }
  return { type: 'chart', spec }
}

/** Returns a row for each change, in the order given; undefined where nothing moved. */
export function movedTable(
  moves: readonly Move[],
  context: CommandContext,
): TableBlock | undefined {
  if (moves.length === 0) return undefined
  const { locale } = context
  const translate = translator(locale)
  const column = (key: string, label: string, format: TableBlock['columns'][number]['format']) => ({
    key,
    label,
    format,
  })
  const changes = (key: 'before' | 'beforeN' | 'change' | 'changeLow' | 'changeHigh' | 'verdict') =>
    translate(`commands:changes.columns.${key}`)
  return {
    type: 'table',
    columns: [
      column('subject', translate('report:moved.subject'), 'text'),
      column('measure', translate('report:moved.measure'), 'text'),
      column('change', changes('change'), 'score'),
      column('low', changes('changeLow'), 'score'),
      column('high', changes('changeHigh'), 'score'),
      column('n', valueLabel('n', locale), 'count'),
      column('effect', translate('report:moved.effect'), 'score'),
      column('value', translate('report:moved.now'), 'score'),
      column('before', changes('before'), 'score'),
      column('beforeN', changes('beforeN'), 'count'),
      column('kind', translate('report:moved.kind'), 'text'),
      { ...column('key', valueLabel('key', locale), 'text'), forPrograms: true },
      column('verdict', changes('verdict'), 'text'),
    ],
    rows: moves.map(({ comparison, finding }) => {
      const { kind, name, measure, metric, later, earlier } = comparison
      const { difference, effect, verdict } = finding
      return [
        subjectOf(comparison, context),
        measureName(kind, measure, context),
        difference?.value ?? null,
        difference?.low ?? null,
        difference?.high ?? null,
        later.n,
        effect?.value ?? null,
        metric.measure(later)[0]?.value ?? null,
        metric.measure(earlier)[0]?.value ?? null,
        earlier.n,
        kindName(kind, context),
        `${kind}:${name}`,
        translate(`commands:changes.verdicts.${verdict}`),
      ]
    }),
  }
}
