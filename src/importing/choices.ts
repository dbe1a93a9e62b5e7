import { civilDate, zoneCalendar } from '../calendar/zone.ts'
import type { UserError } from '../core/errors.ts'
import { FEEDBACK_KINDS } from '../core/feedback.ts'
import type { EpochSeconds } from '../core/identity.ts'
import { COMMA_MEANINGS } from '../ingest/commas.ts'
import type { ImportOptions } from '../ingest/index.ts'
import { tokenise } from '../parse/index.ts'
import { readFlags } from './flags.ts'

/** One answer to what a file leaves open. */
export interface Choice {
  readonly options: ImportOptions
  /** What its button shows instead of the flag. */
  readonly shown?: string
}

const ASKED_KINDS = FEEDBACK_KINDS.filter((kind) => ['csat', 'ces', 'review'].includes(kind))

/** Returns the answers that a person may press; none where something has to be written. */
export function choicesOf(
  { id, params, suggestion }: UserError,
  { now, zone }: { readonly now: EpochSeconds; readonly zone: string },
): readonly Choice[] {
  const text = (name: string): string => String(params[name] ?? '')
  switch (id) {
    case 'import.ambiguousDates':
      return [
        { options: { dateFormat: text('firstFormat') }, shown: text('firstDate') },
        { options: { dateFormat: text('secondFormat') }, shown: text('secondDate') },
      ]
    case 'import.mixedDates':
      return ['firstFormat', 'secondFormat'].map((name) => ({
        options: { dateFormat: text(name) },
      }))
    case 'import.orderChanges':
      return ['format', 'other'].map((name) => ({ options: { dateFormat: text(name) } }))
    case 'import.ambiguousNumbers':
      return COMMA_MEANINGS.map((comma) => ({ options: { comma }, shown: text(comma) }))
    case 'import.zeroBased':
      return ['0', '1'].map((low) => ({ options: { scale: `${low}..${text('top')}` } }))
    case 'import.shortScale':
      return ['max', 'top'].map((end) => ({ options: { scale: `1..${text(end)}` } }))
    case 'import.whichKind':
    case 'import.npsYesNo':
    case 'import.npsScale':
    case 'import.npsNoZero':
    case 'import.npsTooHigh':
    case 'import.npsTooLow':
      return ASKED_KINDS.map((kind) => ({ options: { kind } }))
    case 'import.npsWhichScale':
      return [
        { options: { kind: 'nps', scale: '0..10' } },
        { options: { kind: 'csat', scale: `${text('bottom')}..${text('top')}` } },
      ]
    case 'import.answersInWords':
      return [...suggested(suggestion), { options: { kind: 'mention' } }]
    case 'import.answersToOrder':
      return [{ options: { kind: 'mention' } }]
    case 'import.whichScore':
      return text('columns')
        .split(' | ')
        .map((column) => ({ options: { map: [`score=${column}`] }, shown: column }))
    case 'import.noDates':
    case 'import.noDateColumn': {
      if (suggestion?.startsWith('--date-format')) return suggested(suggestion)
      const today = civilDate(zoneCalendar(zone).dayOf(now))
      return [{ options: { set: [`at=${today}`] }, shown: today }]
    }
    case 'import.otherSheets':
      return text('others')
        .split(' | ')
        .map((sheet) => ({ options: { sheet }, shown: sheet }))
    case 'import.knownRows':
      return ['source', 'own'].map((name) => ({ options: { set: [`source=${text(name)}`] } }))
    case 'import.mostRowsBad':
      return [{ options: { acceptBadRows: true } }]
  }
  if (id.startsWith('import.reversed')) {
    return [{ options: { reversed: true } }, { options: { reversed: false } }]
  }
  return suggested(suggestion)
}

/** A suggestion in flags, unless a word in it only stands for what is meant. */
function suggested(suggestion: string | undefined): readonly Choice[] {
  if (suggestion === undefined || !suggestion.startsWith('--')) return []
  if (/\b(?:COLUMN|FILE)\b/.test(suggestion) || suggestion.includes('--dry-run')) return []
  return [{ options: readFlags(tokenise(suggestion)) }]
}
