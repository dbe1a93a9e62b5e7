import type { Change, HeadlineBlock, Span, Text } from '../core/reply.ts'
import { isFew } from '../metrics/change.ts'
import type { Measurement } from '../metrics/measurement.ts'
import {
  formatAnswers,
  formatDifference,
  formatDifferenceInterval,
  formatInterval,
  formatValue,
  joinTexts,
  labelValues,
  textOf,
  type Wording,
} from './values.ts'

/** One of two that are compared: a brand, a store, a period. */
export interface Side {
  readonly name: Span
  readonly values: readonly Measurement[]
}

/** Returns the sentence that sets two sides against each other; `change` is the first minus the second. */
export function comparisonHeadline(
  wording: Wording,
  first: Side,
  second: Side,
  change: Change,
): HeadlineBlock {
  const { locale, unit } = wording
  const numbers =
    change.value === null || change.low === null || change.high === null
      ? {}
      : {
          name: first.name,
          difference: {
            text: formatDifference(change.value, unit, locale),
            style: 'strong' as const,
          },
          interval: formatDifferenceInterval(change.low, change.high, unit, locale),
        }
  const few = [first, second].some(({ values }) => isFew(values[0]?.n ?? 0))
  return {
    type: 'headline',
    text: joinTexts([
      [
        { text: `${wording.name}: ` },
        ...joinTexts([sideText(wording, first), sideText(wording, second)], ', '),
        { text: '.' },
      ],
      textOf(locale, `report:comparison.${change.verdict}`, numbers),
      few ? textOf(locale, 'report:headline.few') : [],
    ]),
    values: labelValues(first.values, locale),
    change,
  }
}

function sideText({ locale, scale }: Wording, { name, values }: Side): Text {
  const [main] = values
  const answers = formatAnswers(main?.n ?? 0, locale)
  if (!main || main.value === null || main.low === null || main.high === null) {
    return textOf(locale, 'report:comparison.side-too-few', { name, answers })
  }
  return textOf(locale, 'report:comparison.side', {
    name,
    answers,
    value: { text: formatValue(main.value, main.unit, locale, scale), style: 'strong' },
    interval: formatInterval(main.low, main.high, main.unit, locale),
  })
}
