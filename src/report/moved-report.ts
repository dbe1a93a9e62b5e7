import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Action, Report, Text } from '../core/reply.ts'
import { formatCount } from '../language/format.ts'
import { translator } from '../language/translate.ts'
import {
  effectBeyond,
  type MovementFinding,
  scanMovements,
  surelyAtLeast,
} from '../metrics/effect.ts'
import { formatCommandLine } from '../parse/index.ts'
import { unfinished } from './analysed-texts.ts'
import { periodOf } from './asked-period.ts'
import { resolveBaseline } from './baseline.ts'
import type { Frame } from './chart-frame.ts'
import { emptyMessages } from './empty-messages.ts'
import { filtersOf } from './inquiry.ts'
import {
  kindName,
  type Move,
  measureName,
  movedChart,
  movedTable,
  subjectOf,
} from './moved-picture.ts'
import { type Comparison, comparisonsOf } from './movements.ts'
import { metricNotes } from './notes.ts'
import { quotesLine } from './quotes-line.ts'
import { reportOf } from './report-frame.ts'
import {
  formatDifference,
  formatDifferenceInterval,
  formatValue,
  joinTexts,
  textOf,
} from './values.ts'

const ROWS = 25
const NAMED = 3
const BUTTONS = 4

/** Returns what changed most and clearly since the period before, the largest sure effect first. */
export async function movedReport(
  command: CommandDeclaration,
  context: CommandContext,
): Promise<Report> {
  const { locale, arguments: asked } = context
  const translate = translator(locale)
  const period = periodOf(context)
  const baseline = resolveBaseline(context, 'sentiment')
  if (baseline.type !== 'period')
    throw new UserError('commands.needs-earlier', {}, 'moved last-month')
  const comparisons = await comparisonsOf(context, period, baseline.period)
  const title = translate('report:moved.title')
  if (comparisons.every(({ later }) => later.n === 0)) {
    return emptyMessages(command, context, period, title)
  }
  const findings = scanMovements(comparisons)
  const tested = findings.filter(({ difference }) => difference !== null).length
  const moves = strongest(clearMoves(comparisons, findings))
  const params = {
    period: period.label,
    before: baseline.period.label,
    tested: formatCount(tested, locale),
  }
  const lead =
    tested === 0
      ? textOf(locale, 'report:moved.too-few', params)
      : moves.length === 0
        ? textOf(locale, 'report:moved.none', params)
        : textOf(locale, 'report:moved.headline', { ...params, count: moves.length })
  const top = moves.slice(0, NAMED).map((move) => moveText(move, context))
  const n = Math.max(...comparisons.map(({ later }) => later.n))
  const frame: Frame = {
    period: { label: `${baseline.period.label} · ${period.label}`, zone: period.zone },
    n,
    counted: 'messages',
    filters: filtersOf(context),
    sample: context.workspace.sample,
  }
  const notes = [
    ...metricNotes(locale, unfinished(period, true)),
    ...(tested > 2 ? [textOf(locale, 'report:moved.scan')] : []),
    ...(moves.length > 0
      ? [textOf(locale, 'report:moved.effect-note'), textOf(locale, 'report:moved.along')]
      : []),
  ]
  return reportOf(command, context, {
    title,
    definition: translate('report:moved.definition'),
    period,
    blocks: [
      {
        type: 'headline',
        text: joinTexts([lead, ...top]),
        values: [
          {
            key: 'moved',
            label: translate('report:moved.count'),
            value: moves.length,
            low: null,
            high: null,
            n: tested,
            unit: 'count',
          },
        ],
      },
      movedChart(title, moves.slice(0, ROWS), frame, context),
      movedTable(moves, context),
      notes.length > 0 ? { type: 'notes', notes } : undefined,
      {
        type: 'actions',
        actions: [
          ...moves.slice(0, BUTTONS).map((move) => actionOf(move, context)),
          {
            label: translate('commands:actions.csv'),
            command: `${formatCommandLine(command, asked, { view: null })} as csv`,
          },
        ],
      },
    ],
  })
}

/**
 * Returns the clear changes. Where a metric moved clearly as a whole, a store, a
 * source, a brand or a tag that went the same way is left out unless it moved
 * clearly further than all the others.
 */
function clearMoves(
  comparisons: readonly Comparison[],
  findings: readonly MovementFinding[],
): readonly Move[] {
  const wholes = new Map(
    comparisons.flatMap(({ kind, measure }, index) =>
      kind === 'metric' ? [[measure, findings[index]?.verdict] as const] : [],
    ),
  )
  return comparisons.flatMap((comparison, index): Move[] => {
    const finding = findings[index]
    const { verdict, effect } = finding ?? {}
    if (!finding || !effect || (verdict !== 'up' && verdict !== 'down')) return []
    const { rest, measure } = comparison
    const alike = wholes.get(measure) === verdict
    if (!rest || !alike) return [{ comparison, finding, size: surelyAtLeast(effect) }]
    const beyond = effectBeyond(comparison, rest)
    const further = beyond !== null && beyond.value > 0 === effect.value > 0
    const size = beyond !== null && further ? surelyAtLeast(beyond) : 0
    return size > 0 ? [{ comparison, finding, size }] : []
  })
}

/** Returns one move for each subject, that with the largest sure effect, in order of that effect. */
function strongest(moves: readonly Move[]): readonly Move[] {
  const sorted = [...moves].sort(
    (a, b) => b.size - a.size || (keyOf(a.comparison) < keyOf(b.comparison) ? -1 : 1),
  )
  const seen = new Set<string>()
  return sorted.filter(({ comparison }) => {
    const key = keyOf(comparison)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function keyOf({ kind, name }: Comparison): string {
  return `${kind}\n${name}`
}

function moveText({ comparison, finding }: Move, context: CommandContext): Text {
  const { locale } = context
  const { kind, metric, measure, later } = comparison
  const difference = finding.difference ?? { value: 0, low: 0, high: 0 }
  const whole = kind === 'metric'
  return textOf(locale, 'report:moved.line', {
    arrow: difference.value > 0 ? '▲' : '▼',
    subject: { text: subjectOf(comparison, context), style: 'strong', data: true },
    what: whole ? '' : ` (${kindName(kind, context)}, ${measureName(kind, measure, context)})`,
    difference: formatDifference(difference.value, metric.unit, locale),
    interval: formatDifferenceInterval(difference.low, difference.high, metric.unit, locale),
    value: formatValue(metric.measure(later)[0]?.value ?? 0, metric.unit, locale),
    n: formatCount(later.n, locale),
  })
}

function actionOf({ comparison }: Move, context: CommandContext): Action {
  const { arguments: asked } = context
  const { kind, name, measure } = comparison
  const label = subjectOf(comparison, context)
  const base = { by: null, view: null, options: {}, baseline: null } as const
  const line = (command: string, changes: Parameters<typeof formatCommandLine>[2]) =>
    formatCommandLine({ name: command, options: [], period: { default: '' } }, asked, {
      ...base,
      ...changes,
    })
  if (kind === 'metric') return { label, command: line('why', { subjects: [name] }) }
  if (kind === 'aspect') {
    const command =
      measure === 'complaints'
        ? quotesLine(context, name, 'negative')
        : line('aspect', { subjects: [name] })
    return { label, command }
  }
  const filters = [...asked.filters, { dimension: kind, names: [name] }]
  return {
    label,
    command: measure === 'messages' ? line('quotes', { filters }) : line(measure, { filters }),
  }
}
