import { civilDate, zoneCalendar } from '../calendar/zone.ts'
import type { Correction, StoredAnalysis } from '../core/analysis.ts'
import type { Command, CommandContext } from '../core/command.ts'
import type { Feedback } from '../core/feedback.ts'
import type { Action, Block, Cell, Report } from '../core/reply.ts'
import type { CorrectionOutcome } from '../core/store.ts'
import { formatInstant } from '../language/format.ts'
import { type Translate, translator } from '../language/translate.ts'
import { shownFeedback } from '../moderation/find.ts'
import { aspectName } from './aspect-names.ts'
import { reportOf } from './report-frame.ts'

const SENTIMENTS_OFFERED = ['positive', 'neutral', 'negative'] as const

/** What became of an analysis, and how the answer calls it. */
export interface FixOutcome extends CorrectionOutcome {
  readonly done: 'corrected' | 'taught' | 'unchanged' | 'undone'
}

/** Feedback with a text and what was found in it. */
export type ReadFeedback = Feedback & { readonly analysis: StoredAnalysis; readonly text: string }

/** Returns the reply of `fix`: what was found and what it became, the text, who corrected what. */
export function correctionReport(
  command: Command,
  feedback: ReadFeedback,
  context: CommandContext,
  history: readonly Correction[],
  outcome: FixOutcome | undefined,
): Report {
  const translate = translator(context.locale)
  const id = shownFeedback(feedback.id)
  const after = outcome?.after ?? feedback.analysis
  return reportOf(command, context, {
    title: translate('analysis:fix.title', { id }),
    view: 'table',
    blocks: [
      {
        type: 'paragraph',
        text: [{ text: translate(`analysis:fix.${outcome?.done ?? 'now'}`, { id }) }],
      },
      table(outcome?.before ?? after, after, context, outcome !== undefined),
      { type: 'quotes', quotes: [quote(feedback, after, context)] },
      audit(history, context),
      { type: 'actions', actions: actions(id, after, history, translate) },
    ],
  })
}

function table(
  before: StoredAnalysis,
  after: StoredAnalysis,
  context: CommandContext,
  both: boolean,
): Block {
  const translate = translator(context.locale)
  const sentiment = (of: StoredAnalysis) => translate(`analysis:sentiments.${of.sentiment}`)
  const person = (of: StoredAnalysis) => translate(`analysis:answers.${of.firstPerson}`)
  const polarity = (of: StoredAnalysis, key: string): Cell => {
    const found = of.aspects.find(({ aspect }) => aspect === key)
    return found ? translate(`analysis:sentiments.${found.polarity}`) : '–'
  }
  const aspects = [...new Set([...before.aspects, ...after.aspects].map(({ aspect }) => aspect))]
  const rows: (readonly [string, Cell, Cell])[] = [
    [translate('analysis:fix.sentiment'), sentiment(before), sentiment(after)],
    [translate('analysis:fix.firstPerson'), person(before), person(after)],
    ...aspects.map(
      (key) => [aspectName(key, context), polarity(before, key), polarity(after, key)] as const,
    ),
  ]
  const label = (key: 'part' | 'before' | 'after' | 'value') => translate(`analysis:fix.${key}`)
  return {
    type: 'table',
    columns: [
      { key: 'part', label: label('part'), format: 'text' },
      ...(both ? [{ key: 'before', label: label('before'), format: 'text' } as const] : []),
      { key: 'after', label: label(both ? 'after' : 'value'), format: 'text' },
    ],
    rows: rows.map(([part, first, second]) => (both ? [part, first, second] : [part, second])),
  }
}

function quote(
  feedback: Feedback,
  { sentiment }: StoredAnalysis,
  { zone }: CommandContext,
): Extract<Block, { type: 'quotes' }>['quotes'][number] {
  return {
    id: feedback.id,
    text: feedback.text ?? '',
    at: new Date(feedback.at * 1000).toISOString(),
    day: civilDate(zoneCalendar(zone).dayOf(feedback.at)),
    source: feedback.source,
    sentiment,
    score: feedback.score,
    scaleMax: feedback.scale?.max ?? null,
  }
}

/** Who corrected what, and when. */
function audit(history: readonly Correction[], context: CommandContext): Block | undefined {
  if (history.length === 0) return undefined
  const { locale, zone } = context
  const translate = translator(locale)
  return {
    type: 'notes',
    notes: history.map(({ part, by, undoneBy }) => {
      const what =
        part.type === 'aspect'
          ? aspectName(part.aspect, context)
          : translate(
              part.type === 'sentiment' ? 'analysis:fix.sentiment' : 'analysis:fix.firstPerson',
            )
      const to =
        part.type === 'first-person'
          ? translate(`analysis:answers.${part.to}`)
          : part.to === 'none'
            ? '–'
            : translate(`analysis:sentiments.${part.to}`)
      const when = formatInstant(by.at, locale, zone)
      const line = translate('analysis:fix.by', { what, to, name: by.name, when })
      const undone = undoneBy
        ? ` ${translate('analysis:fix.undoneBy', { name: undoneBy.name })}`
        : ''
      return [{ text: `${line}${undone}`, data: true }]
    }),
  }
}

function actions(
  id: string,
  { sentiment }: StoredAnalysis,
  history: readonly Correction[],
  translate: Translate,
): Action[] {
  const holds = history.some(({ undoneBy }) => undoneBy === null)
  return [
    ...(holds ? [{ label: translate('analysis:fix.undo'), command: `fix ${id} undo` }] : []),
    ...SENTIMENTS_OFFERED.filter((other) => other !== sentiment).map((other) => ({
      label: translate(`analysis:sentiments.${other}`),
      command: `fix ${id} ${other}`,
    })),
  ]
}
