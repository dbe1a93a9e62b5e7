import {
  type FactorScore,
  FEEDBACK_KINDS,
  type FeedbackKind,
  type NewFeedback,
  type Scale,
} from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { createDateReader } from './dates.ts'
import { scaleNamed } from './flags.ts'
import { derivedId } from './identity.ts'
import { parseScore, yesOrNo } from './numbers.ts'
import type { Field, Mapping, RejectionReason, Row } from './types.ts'

const MOST_SPELLINGS = 20_000
/** Longest name that a dictionary of the workspace takes, in characters. */
const LONGEST_NAME = 200

export type MappedRow = NewFeedback | RejectionReason
export type RowMapper = (row: Row) => MappedRow

/** Remembers the result for each distinct cell. */
function remembered<Value>(read: (cell: string) => Value): (cell: string) => Value {
  const known = new Map<string, Value>()
  return (cell) => {
    const found = known.get(cell)
    if (found !== undefined) return found
    const fresh = read(cell)
    if (known.size < MOST_SPELLINGS) known.set(cell, fresh)
    return fresh
  }
}

type Read = number | null | RejectionReason

function scoreReader(scale: Scale | null): (cell: string) => Read {
  const binary = scale?.min === 0 && scale.max === 1
  return remembered((cell) => {
    const answer = binary ? yesOrNo(cell) : undefined
    if (answer !== undefined) return answer
    const parsed = parseScore(cell)
    if (typeof parsed === 'string' || parsed === null) return parsed
    if (!scale) return 'badScore'
    if (parsed.outOf !== null && parsed.outOf !== scale.max) return 'scoreOutOfScale'
    const value = Math.round(parsed.value * 100) / 100
    return value < scale.min || value > scale.max ? 'scoreOutOfScale' : value
  })
}

function lowerKind(cell: string): FeedbackKind | undefined {
  const name = cell.trim().toLowerCase()
  return FEEDBACK_KINDS.find((kind) => kind === name)
}

function splitTags(cell: string): readonly string[] {
  const tags = cell.split(/[,;|]/).map((tag) => tag.trim().slice(0, LONGEST_NAME))
  return [...new Set(tags)].filter((tag) => tag !== '')
}

/**
 * Returns how a row becomes feedback under a mapping, compiled once: rows that
 * cannot be used give the reason. Local times are of `zone`; `checkCharacters`
 * refuses rows in which bytes could not be read.
 */
export function createRowMapper(
  mapping: Mapping,
  options: { readonly zone: string; readonly now: EpochSeconds; readonly checkCharacters: boolean },
): RowMapper {
  const { columns, constants } = mapping
  const column = (field: Field): number => columns[field]?.[0] ?? -1
  const readDate = mapping.date && createDateReader(mapping.date.format, options.zone, options.now)
  const readers = new Map<string, (cell: string) => Read>()
  function readerOf(scale: Scale | null): (cell: string) => Read {
    const key = scale ? `${scale.min}..${scale.max}` : ''
    const known = readers.get(key)
    if (known) return known
    const fresh = scoreReader(scale)
    readers.set(key, fresh)
    return fresh
  }
  const factors = mapping.factors.map((rule) => ({ ...rule, read: scoreReader(rule.scale) }))
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
      return name === '' ? null : name.slice(0, LONGEST_NAME)
    }
  }
  const names = {
    customer: nameReader('customer'),
    author: nameReader('author'),
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
      if (part !== '') text = text === '' ? part : `${text}\n${part}`
    }
    return text === '' ? null : text
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

  return ({ cells, fault }) => {
    if (fault) return fault
    for (const cell of cells) if (bad.test(cell)) return 'badCharacters'
    let { kind, scale } = mapping
    if (at.kind >= 0) {
      const named = lowerKind(cells[at.kind] ?? '')
      if (!named) return 'badKind'
      kind = named
    }
    if (at.scale >= 0) {
      const cell = cells[at.scale] ?? ''
      const read = cell === '' ? null : scaleCell(cell)
      if (read === 'badScale') return read
      scale = read
    }
    const read = at.score < 0 ? mainReader : scale === mapping.scale ? mainReader : readerOf(scale)
    const score = at.score < 0 ? null : read(cells[at.score] ?? '')
    if (typeof score === 'string') return score
    const text = textOf(cells)
    if (score === null && text === null) return 'empty'
    const instant = mapping.at ?? readDate?.(cells[at.date] ?? '') ?? null
    if (typeof instant === 'string') return instant
    if (instant === null) return 'noDate'
    const rated = factorsOf(cells)
    if (rated === 'badFactor') return rated
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
          ? derivedId(instant, `${kind}\u001e${survey ?? ''}`, cells)
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
    }
  }
}
