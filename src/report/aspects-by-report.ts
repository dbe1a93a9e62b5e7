import type { CommandContext, CommandDeclaration } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Dimension } from '../core/feedback.ts'
import type { Action, ParagraphBlock, Report, TableBlock } from '../core/reply.ts'
import { translator } from '../language/translate.ts'
import type { Finding } from '../metrics/groups.ts'
import { formatCommandLine } from '../parse/index.ts'
import { textFrame, textsIn } from './analysed-texts.ts'
import { periodOf } from './asked-period.ts'
import { type PolaritySide, ranked } from './aspect-figures.ts'
import { type AspectGroup, groupsOf, mostSaid } from './aspect-groups.ts'
import { aspectName } from './aspect-names.ts'
import { aspectNotes, aspectsHeadline, figuresOf } from './aspects-report.ts'
import { aspectCells, aspectColumns } from './aspects-table.ts'
import { likesText } from './aspects-words.ts'
import { resolveBaseline } from './baseline.ts'
import { displayName } from './display-names.ts'
import { divergingPicture } from './diverging-picture.ts'
import { emptyOpinions } from './empty-opinions.ts'
import { openOpinions, readOpinions } from './opinions.ts'
import { reportOf } from './report-frame.ts'
import { capitalised, formatAnswers, joinTexts, textOf } from './values.ts'

/** As many values as a picture and its sentences hold; the table has all. */
const VALUES_SHOWN = 6

/** Returns what customers like and dislike for each value of a dimension, and where they differ. */
export async function aspectsByReport(
  command: CommandDeclaration,
  context: CommandContext,
  by: Dimension,
  side: PolaritySide,
): Promise<Report> {
  const { locale, arguments: asked } = context
  const translate = translator(locale)
  const period = periodOf(context)
  const opinions = await openOpinions(context)
  const baseline = resolveBaseline(context, 'sentiment')
  const ranges = [period, ...(baseline.type === 'period' ? [baseline.period] : [])]
  const [rows, cut] = await Promise.all([
    readOpinions(context, opinions, [period], asked.filters),
    readOpinions(context, opinions, ranges, asked.filters, by),
  ])
  const texts = textsIn(rows)
  const title = translate('report:breakdown.title', {
    name: translate('report:aspects.title'),
    dimension: translate(`report:dimension.${by}`),
  })
  if (texts === 0) return emptyOpinions(command, context, period, title)
  const groups = groupsOf(rows, cut, side)
  if (groups.every(({ name }) => name === null)) {
    throw new UserError('commands.breakdown-empty', { dimension: by })
  }
  const nameOf = ({ name }: AspectGroup) =>
    name === null ? translate('report:breakdown.not-given') : displayName(by, name, context)
  const shown = groups.filter(({ name }) => name !== null).slice(0, VALUES_SHOWN)
  const all = groups.flatMap(({ figures }) => figures)
  return reportOf(command, context, {
    title,
    definition: translate('report:aspects.definition'),
    period,
    blocks: [
      aspectsHeadline(context, period, ranked(figuresOf(rows), side), texts, side),
      ...shown.map(
        (group): ParagraphBlock => ({
          type: 'paragraph',
          text: joinTexts([
            [
              { text: nameOf(group), style: 'strong', data: true },
              { text: ` (${formatAnswers(group.texts, locale, 'texts')}):` },
            ],
            group.figures.length > 0
              ? likesText(group.figures, side, context)
              : textOf(locale, 'report:aspects.nothing'),
          ]),
        }),
      ),
      differences(context, groups, nameOf),
      divergingPicture(
        title,
        shown.flatMap((group) =>
          mostSaid(group.figures).map(({ key, counts, values }) => ({
            label: aspectName(key, context),
            group: nameOf(group),
            n: values[0]?.n ?? 0,
            positive: side === 'neg' ? 0 : counts.positive,
            negative: side === 'pos' ? 0 : counts.negative,
          })),
        ),
        textFrame(context, period, texts),
        locale,
      ),
      tableOf(context, by, groups, nameOf),
      aspectNotes(context, period, all, baseline.type === 'period' || groups.length > 1),
      { type: 'actions', actions: actionsOf(command, context, by, shown) },
    ],
  })
}

/** Says where a value stands clearly above or below the others; undefined where none does. */
function differences(
  context: CommandContext,
  groups: readonly AspectGroup[],
  nameOf: (group: AspectGroup) => string,
): ParagraphBlock | undefined {
  const { locale } = context
  const found = groups
    .flatMap((group) => group.figures.map((figures) => ({ group, figures })))
    .filter(({ group, figures }) => {
      const { verdict } = figures.against
      return group.name !== null && (verdict === 'up' || verdict === 'down')
    })
    .sort((a, b) => strength(b.figures) - strength(a.figures))
    .slice(0, VALUES_SHOWN)
  if (found.length === 0) return undefined
  const names = found.map(({ group, figures }) =>
    textOf(locale, `report:aspects.differs-${figures.against.verdict === 'up' ? 'up' : 'down'}`, {
      value: { text: nameOf(group), data: true },
      aspect: aspectName(figures.key, context),
    }),
  )
  return {
    type: 'paragraph',
    text: textOf(locale, 'report:aspects.differs', { list: joinTexts(names, '; ') }),
  }
}

function strength({ against }: { readonly against: Finding }): number {
  return Math.abs(against.difference?.value ?? 0)
}

function tableOf(
  context: CommandContext,
  by: Dimension,
  groups: readonly AspectGroup[],
  nameOf: (group: AspectGroup) => string,
): TableBlock {
  const translate = translator(context.locale)
  return {
    type: 'table',
    columns: [
      { key: by, label: capitalised(translate(`report:dimension.${by}`)), format: 'text' },
      ...aspectColumns(context),
      { key: 'against', label: translate('report:aspects.against'), format: 'text' },
    ],
    rows: groups.flatMap((group) =>
      group.figures.map((figures) => [
        nameOf(group),
        ...aspectCells(figures, context),
        translate(`report:breakdown.verdict.${figures.against.verdict}`),
      ]),
    ),
  }
}

function actionsOf(
  command: CommandDeclaration,
  context: CommandContext,
  by: Dimension,
  shown: readonly AspectGroup[],
): Action[] {
  const { arguments: asked, locale } = context
  return [
    ...shown.slice(0, 4).map(({ name }) => ({
      label: displayName(by, name ?? '', context),
      command: formatCommandLine(command, asked, {
        by: null,
        view: null,
        filters: [
          ...asked.filters.filter(({ dimension }) => dimension !== by),
          { dimension: by, names: [name ?? ''] },
        ],
      }),
    })),
    {
      label: translator(locale)('commands:actions.csv'),
      command: `${formatCommandLine(command, asked, { view: null })} as csv`,
    },
  ]
}
