import { SENTIMENTS, type TextAnalysis } from '../core/analysis.ts'
import type { NewFeedback } from '../core/feedback.ts'
import {
  type AskedQuestion,
  type FeedbackColumns,
  NAME_COLUMNS,
  type NameColumn,
  type ReadingColumns,
} from '../core/feedback-columns.ts'
import { TermTable } from '../language/term-table.ts'
import { Texts } from './texts.ts'

/** Longer keys of aspects are cut. */
const LONGEST_ASPECT = 64

/** Gathers names: each is kept once. */
class Names {
  private readonly known = new Map<string, number>()
  private readonly places: number[] = []

  /** The place of a name, counted from 1. */
  placeOf(name: string): number {
    const known = this.known.get(name)
    if (known !== undefined) return known
    const place = this.known.size + 1
    this.known.set(name, place)
    return place
  }

  add(name: string | null): void {
    this.places.push(name === null ? 0 : this.placeOf(name))
  }

  values(): readonly string[] {
    return [...this.known.keys()]
  }

  column(): NameColumn {
    return { values: this.values(), places: Int32Array.from(this.places) }
  }
}

class Readings {
  private readonly version = new Names()
  private readonly sentiments: number[] = []
  private readonly scores: number[] = []
  private readonly firstPerson: number[] = []
  private readonly langFound: number[] = []
  private readonly aspects = new Names()
  private readonly mentions: number[] = []
  private found = false

  add(analysis: TextAnalysis | undefined, text: string, lang: string | null): void {
    const row = this.sentiments.length
    this.version.add(analysis ? analysis.version : null)
    this.sentiments.push(analysis ? SENTIMENTS.indexOf(analysis.sentiment) + 1 : 0)
    this.scores.push(analysis?.score ?? 0)
    this.firstPerson.push(analysis?.firstPerson ? 1 : 0)
    this.langFound.push(analysis && lang === null ? 1 : 0)
    if (!analysis) return
    this.found = true
    const seen = new Set<string>()
    for (const { aspect, polarity, quote } of analysis.aspects) {
      const key = aspect.slice(0, LONGEST_ASPECT)
      if (key === '' || seen.has(key)) continue
      seen.add(key)
      const at = quote === '' ? -1 : text.indexOf(quote)
      this.mentions.push(
        row,
        this.aspects.placeOf(key) - 1,
        SENTIMENTS.indexOf(polarity) + 1,
        Math.max(at, 0),
        at < 0 ? 0 : quote.length,
      )
    }
  }

  columns(): ReadingColumns | null {
    if (!this.found) return null
    return {
      version: this.version.column(),
      sentiments: Uint8Array.from(this.sentiments),
      scores: Float64Array.from(this.scores),
      firstPerson: Uint8Array.from(this.firstPerson),
      langFound: Uint8Array.from(this.langFound),
      aspects: this.aspects.values(),
      mentions: Int32Array.from(this.mentions),
    }
  }
}

let table: TermTable | undefined

/** One for all batches: they share their words. */
function termTable(): TermTable {
  table ??= new TermTable()
  return table
}

/** The columns of one batch that are no texts. */
class BatchColumns {
  readonly questions: AskedQuestion[] = []
  readonly question: number[] = []
  readonly scores: number[] = []
  readonly times: number[] = []
  readonly names = NAME_COLUMNS.map(() => new Names())
  readonly tags: NewFeedback['tags'][] = []
  readonly factors: NewFeedback['factors'][] = []
  readonly followUps: NewFeedback['followUp'][] = []
  readonly readings = new Readings()
  private lastQuestion = 0

  add(item: NewFeedback, text: string): void {
    const analysis = text === '' ? undefined : item.analysis
    const scored = item.score !== null && item.scale !== null
    this.question.push(this.questionOf(item.kind, item.survey || null, scored ? item.scale : null))
    this.scores.push(scored ? (item.score ?? Number.NaN) : Number.NaN)
    this.times.push(item.at)
    for (let index = 0; index < NAME_COLUMNS.length; index += 1) {
      const field = NAME_COLUMNS[index] ?? 'source'
      const name = field === 'lang' ? item.lang || analysis?.lang : item[field]
      this.names[index]?.add(field === 'source' ? item.source : name || null)
    }
    this.tags.push(item.tags)
    this.factors.push(item.factors)
    this.followUps.push(item.followUp)
    this.readings.add(analysis, text, item.lang || null)
  }

  private questionOf(
    kind: AskedQuestion['kind'],
    survey: string | null,
    scale: AskedQuestion['scale'],
  ): number {
    const same = (known: AskedQuestion | undefined): boolean =>
      known !== undefined &&
      known.kind === kind &&
      known.survey === survey &&
      (known.scale === scale ||
        (known.scale !== null &&
          scale !== null &&
          known.scale.min === scale.min &&
          known.scale.max === scale.max &&
          known.scale.reversed === scale.reversed))
    if (same(this.questions[this.lastQuestion])) return this.lastQuestion
    const place = this.questions.findIndex(same)
    this.lastQuestion = place >= 0 ? place : this.questions.push({ kind, survey, scale }) - 1
    return this.lastQuestion
  }

  columns(): Omit<FeedbackColumns, 'externalIds' | 'texts' | 'terms' | 'urls'> {
    return {
      count: this.times.length,
      questions: this.questions,
      question: Int32Array.from(this.question),
      scores: Float64Array.from(this.scores),
      times: Float64Array.from(this.times),
      names: this.names.map((names) => names.column()),
      tags: this.tags.some((tags) => tags.length > 0) ? this.tags : null,
      factors: this.factors.some((factors) => factors.length > 0) ? this.factors : null,
      followUps: this.followUps.some((each) => each !== undefined) ? this.followUps : null,
      reading: this.readings.columns(),
    }
  }
}

/** Turns feedback into columns, a row an item, and stems its texts. */
export class ColumnsWriter {
  private batch = new BatchColumns()
  private readonly externalIds = new Texts()
  private readonly texts = new Texts()
  private readonly terms = new Texts()
  private readonly urls = new Texts()

  add(item: NewFeedback): void {
    const text = item.text ?? ''
    this.batch.add(item, text)
    this.externalIds.add(item.externalId)
    this.texts.add(text)
    this.terms.addTerms(termTable(), text, item.lang || null)
    this.urls.add(item.url ?? '')
  }

  /** Returns what was added, and begins anew. */
  columns(): FeedbackColumns {
    const columns = {
      ...this.batch.columns(),
      externalIds: this.externalIds.column(),
      texts: this.texts.column(),
      terms: this.terms.column(),
      urls: this.urls.column(),
    }
    this.batch = new BatchColumns()
    return columns
  }
}

/** Returns feedback as columns. */
export function columnsOf(items: readonly NewFeedback[]): FeedbackColumns {
  const writer = new ColumnsWriter()
  for (const item of items) writer.add(item)
  return writer.columns()
}
