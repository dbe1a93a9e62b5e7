import type { Cell, Column, TableBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import type { AspectFigures } from './aspect-figures.ts'
import { type AspectNaming, aspectName } from './aspect-names.ts'
import { valueLabel } from './values.ts'

/** Returns the columns that tell of one aspect. */
export function aspectColumns({ locale }: AspectNaming): readonly Column[] {
  const translate = translator(locale)
  const column = (key: string, format: Column['format'], label = valueLabel(key, locale)) => ({
    key,
    label,
    format,
  })
  const bound = (of: 'positive' | 'negative', end: 'low' | 'high') =>
    column(
      `${of}${end === 'low' ? 'Low' : 'High'}`,
      'percent',
      `${valueLabel(of, locale)}: ${valueLabel(end, locale)}`,
    )
  const change = (
    key: 'change' | 'changeLow' | 'changeHigh' | 'beforeN',
    format: Column['format'],
  ) => column(key, format, translate(`commands:changes.columns.${key}`))
  return [
    column('aspect', 'text'),
    column('positive', 'percent'),
    column('negative', 'percent'),
    column('n', 'count', valueLabel('texts', locale)),
    column('net', 'points'),
    column('low', 'points'),
    column('high', 'points'),
    change('change', 'points'),
    column('verdict', 'text', translate('commands:changes.columns.verdict')),
    change('changeLow', 'points'),
    change('changeHigh', 'points'),
    change('beforeN', 'count'),
    bound('positive', 'low'),
    bound('positive', 'high'),
    bound('negative', 'low'),
    bound('negative', 'high'),
    column('positiveCount', 'count', translate('report:aspects.positive-count')),
    column('negativeCount', 'count', translate('report:aspects.negative-count')),
    { ...column('key', 'text'), forPrograms: true },
  ]
}

/** Returns the cells of one aspect, in the order of the columns. */
export function aspectCells(figures: AspectFigures, naming: AspectNaming): readonly Cell[] {
  const { key, values, counts, change, before } = figures
  const [net, positive, , negative] = values
  const { difference } = change
  return [
    aspectName(key, naming),
    positive?.value ?? null,
    negative?.value ?? null,
    net?.n ?? 0,
    net?.value ?? null,
    net?.low ?? null,
    net?.high ?? null,
    difference?.value ?? null,
    translator(naming.locale)(`commands:changes.verdicts.${change.verdict}`),
    difference?.low ?? null,
    difference?.high ?? null,
    before.n,
    positive?.low ?? null,
    positive?.high ?? null,
    negative?.low ?? null,
    negative?.high ?? null,
    counts.positive,
    counts.negative,
    key,
  ]
}

/** Returns a row for each aspect, in the order given. */
export function aspectsTable(figures: readonly AspectFigures[], naming: AspectNaming): TableBlock {
  return {
    type: 'table',
    columns: aspectColumns(naming),
    rows: figures.map((each) => aspectCells(each, naming)),
  }
}
