import { UserError } from '../core/errors.ts'
import type { FactorScore, NewFeedback, Scale } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { maskName, maskPersonal } from '../privacy/mask.ts'
import { isBlank, isNoText } from './blank-cells.ts'
import { kindIn, type Read, remembered, scoreReader, splitTags } from './cell-readers.ts'
import { createDateReader, otherOrder } from './dates.ts'
import { scaleNamed } from './flags.ts'
import { followUpReader } from './follow-up.ts'
import { contentOfRow, derivedId, idTimeReader } from './identity.ts'
import { LONGEST_NAME } from './limits.ts'
import type { Field, Mapping, RejectionReason, Row } from './types.ts'

export type MappedRow = NewFeedback | RejectionReason
export type RowMapper = (row: Row) => MappedRow

export interface MapperOptions {
  /** The names of the columns. */
  readonly header: readonly string[]
  /** Of which times without an offset are. */
  readonly zone: string
  readonly now: EpochSeconds
  /** Refuses rows in which bytes could not be read. */
  readonly checkCharacters: boolean
  /** Throws a UserError at a date that only the other order of day and month can read. */
  readonly watchOrder: boolean
  /** Keeps e-mail addresses, phone numbers and payment cards in texts and names of people, which are masked otherwise. */
  readonly keepPersonal?: boolean
}

/** Returns how a row becomes feedback, compiled once: rows that cannot be used give the reason. */
export function createRowMapper(mapping: Mapping, given: MapperOptions): RowMapper {
  const options = { ...given, zone: mapping.date?.zone ?? given.zone }
  const { columns, constants } = mapping
  const answers = mapping.answers ?? {}
  const contentOf = contentOfRow(options.header)
  const column = (field: Field): number => columns[field]?.[0] ?? -1
  const readDate = mapping.date && createDateReader(mapping.date.format, options.zone, options.now)
  const otherFormat = mapping.date && options.watchOrder ? otherOrder(mapping.date.format) : null
  const readOther = otherFormat ? createDateReader(otherFormat, options.zone, options.now) : null
  const readers = new Map<string, (cell: string) => Read>()
  function readerOf(scale: Scale | null): (cell: string) => Read {
    const key = scale ? `${scale.min}..${scale.max}` : ''
    const known = readers.get(key)
    if (known) return known
    const fresh = scoreReader(scale, answers, mapping.commas)
    readers.set(key, fresh)
    return fresh
  }
  const factors = mapping.factors.map((rule) => ({
    ...rule,
    read: scoreReader(rule.scale, answers, mapping.commas),
  }))
  const readTags = remembered(splitTags)
  const scaleCell = remembered((cell: string): Scale | 'badScale' => {
    try {
      return scaleNamed(cell, mapping.scale?.reversed ?? false)
    } catch {
      return 'badScale'
    }
  })
  const mainReader = readerOf(mapping.scale)
  const at = {
    score: column('score'),
    scale: column('scale'),
    kind: column('kind'),
    date: column('at'),
    id: column('externalId'),
    tags: columns.tags ?? [],
    texts: columns.text ?? [],
  }
  const constantTags = splitTags(constants.tags ?? '')
  const bad = options.checkCharacters ? /[\0\uFFFD]/ : /\0/

  /** Returns how a name field is read: a column, a constant or nothing. */
  function nameReader(field: Field): (cells: readonly string[]) => string | null {
    const index = column(field)
    const constant = constants[field] ?? null
    if (index < 0) return () => constant
    return (cells) => {
      const name = (cells[index] ?? '').trim()
      return name === '' || isBlank(name) ? null : name.slice(0, LONGEST_NAME)
    }
  }
  function personReader(field: 'customer' | 'author'): (cells: readonly string[]) => string | null {
    const read = nameReader(field)
    if (options.keepPersonal) return read
    return (cells) => {
      const name = read(cells)
      return name === null ? null : maskName(name)
    }
  }
  const idTime = idTimeReader(mapping.date ?? { format: 'iso' })
  const readFollowUp = followUpReader(mapping, options)
  const names = {
    customer: personReader('customer'),
    author: personReader('author'),
    brand: nameReader('brand'),
    product: nameReader('product'),
    channel: nameReader('channel'),
    store: nameReader('store'),
    stage: nameReader('stage'),
    segment: nameReader('segment'),
    lang: nameReader('lang'),
    url: nameReader('url'),
    source: nameReader('source'),
    survey: nameReader('survey'),
  }

  function textOf(cells: readonly string[]): string | null {
    let text = ''
    for (const index of at.texts) {
      const part = (cells[index] ?? '').trim()
      if (part !== '' && !isNoText(part)) text = text === '' ? part : `${text}\n${part}`
    }
    if (text === '') return null
    return options.keepPersonal ? text : maskPersonal(text).text
  }

  function factorsOf(cells: readonly string[]): readonly FactorScore[] | 'badFactor' {
    const found: FactorScore[] = []
    for (const { factor, column: index, scale, read } of factors) {
      const score = read(cells[index] ?? '')
      if (typeof score === 'string') return 'badFactor'
      if (score !== null) found.push({ factor, score, scale })
    }
    return found
  }

  function refuseOtherOrder(text: string, line: number): void {
    if (!otherFormat || typeof readOther?.(text) !== 'number') return
    throw new UserError(
      'import.orderChanges',
      { text, line, format: mapping.date?.format ?? '', other: otherFormat },
      `--date-format "${otherFormat}"`,
    )
  }

  return ({ cells, line, fault }) => {
    if (fault) return fault
    for (const cell of cells) if (bad.test(cell)) return 'badCharacters'
    let { kind, scale } = mapping
    if (at.kind >= 0) {
      const named = kindIn(cells[at.kind] ?? '')
      if (!named) return 'badKind'
      kind = named
    }
    if (at.scale >= 0) {
      const cell = cells[at.scale] ?? ''
      const read = cell === '' ? null : scaleCell(cell)
      if (read === 'badScale') return read
      scale = read
    }
    if (kind === 'nps' && scale && (scale.min !== 0 || scale.max !== 10)) return 'badScale'
    const read = at.score < 0 ? mainReader : scale === mapping.scale ? mainReader : readerOf(scale)
    const score = at.score < 0 ? null : read(cells[at.score] ?? '')
    if (typeof score === 'string') return score
    const text = textOf(cells)
    if (score === null && text === null) return 'empty'
    const date = mapping.at === null ? (cells[at.date] ?? '') : (constants.at ?? '')
    const instant = mapping.at ?? readDate?.(date) ?? null
    if (typeof instant === 'string') {
      if (instant === 'impossibleDate') refuseOtherOrder(date, line)
      return instant
    }
    if (instant === null) return 'noDate'
    const rated = factorsOf(cells)
    if (rated === 'badFactor') return rated
    const followUp = readFollowUp?.(cells, instant)
    if (typeof followUp === 'string') return followUp
    const survey = names.survey(cells) ?? mapping.survey
    const id = at.id < 0 ? '' : (cells[at.id] ?? '').trim()
    const tags =
      at.tags.length === 0 ? constantTags : at.tags.flatMap((index) => readTags(cells[index] ?? ''))
    return {
      kind,
      score,
      scale: score === null ? null : scale,
      survey,
      text,
      lang: names.lang(cells),
      at: instant,
      source: names.source(cells) ?? mapping.source,
      externalId:
        id === ''
          ? derivedId(idTime(date, instant), `${kind}\u001e${survey ?? ''}`, contentOf(cells))
          : id.slice(0, LONGEST_NAME),
      customer: names.customer(cells),
      author: names.author(cells),
      brand: names.brand(cells),
      product: names.product(cells),
      channel: names.channel(cells),
      store: names.store(cells),
      stage: names.stage(cells),
      segment: names.segment(cells),
      tags,
      url: names.url(cells),
      factors: rated,
      ...(followUp && { followUp }),
    }
  }
}
