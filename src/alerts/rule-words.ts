import type { AlertWindow, WatchedCount, WatchedMetric } from '../core/alert.ts'
import { latinMetric } from '../language/metric-spellings.ts'
import { hasWord } from '../language/word-list.ts'

const METRIC_WORDS: Readonly<Record<WatchedMetric, string>> = {
  nps: 'nps',
  csat: 'csat satisfaction удовлетворенность',
  ces: 'ces effort',
  rating: 'rating stars рейтинг оценка рейтингі įvertinimas',
  'negative-share':
    'negative-share negatives-share доля-негатива доля-негативных негатив-үлесі neigiamų-dalis',
  'positive-share': 'positive-share доля-позитива доля-позитивных позитив-үлесі teigiamų-dalis',
}

const COUNT_WORDS: Readonly<Record<WatchedCount, string>> = {
  answers: 'answers answer responses ответы ответов жауаптар atsakymai',
  mentions:
    'mentions mention messages упоминания упоминание сообщения ескертпе paminėjimai paminėjimas',
  negative:
    'negative negatives complaints complaint негатив жалобы жалоба шағым шағымдар neigiami neigiamas skundai skundas',
  positive: 'positive positives praise позитив похвалы мақтау teigiami teigiamas pagyrimai',
  detractors:
    'detractors detractor детракторы детрактор критики критик сыншы сыншылар kritikai kritikas',
}

const WORDS = {
  when: 'when if когда если қашан егер kai jei',
  on: 'on по при на бойынша dėl',
  above: '> >= above over more-than выше больше жоғары daugiau virš',
  below: '< <= below under less-than ниже меньше төмен mažiau žemiau',
  drops: 'drops drop falls fall down падает упадет снижается төмендейді krenta mažėja',
  rises: 'rises rise grows up растет вырастет өседі kyla auga didėja',
  clearly: 'clearly surely явно айқын анық aiškiai',
  usual: 'usual normal обычного обычно обычное әдеттегіден әдеттегі įprastai įprasto',
  spike: 'spike spikes всплеск күрт-өсу šuolis',
  least: 'min least at-least минимум не-меньше кемінде bent mažiausiai',
  last: 'last past последние последний соңғы paskutines paskutinius',
  this: 'this эту этот эта осы бұл šią šį ši',
  during: 'during over within in the за в течение ішінде per',
  today: 'today сегодня бүгін šiandien',
} as const
type Word = keyof typeof WORDS

const UNITS: readonly { readonly words: string; readonly seconds: number }[] = [
  { words: 'm min mins minute minutes мин минут минуты минута min. minučių', seconds: 60 },
  {
    words: 'h hr hrs hour hours ч час часа часов сағ сағат val valanda valandos valandų valandas',
    seconds: 3600,
  },
  { words: 'd day days д день дня дней күн d. diena dienas dienų dienos', seconds: 86_400 },
  {
    words: 'w week weeks нед неделя недели недель апта sav savaitė savaites savaičių',
    seconds: 604_800,
  },
]
const CALENDAR: readonly { readonly words: string; readonly unit: 'day' | 'week' | 'month' }[] = [
  { words: 'day день күн күні dieną diena', unit: 'day' },
  { words: 'week неделю неделя неделе апта аптада savaitę savaitė', unit: 'week' },
  { words: 'month месяц месяце ай айда mėnesį mėnuo', unit: 'month' },
]

/** Returns whether a word, in any language, means this. */
export function means(word: string | undefined, meaning: Word): boolean {
  return word !== undefined && hasWord(WORDS[meaning], word)
}

/** Returns the metric that a word names. */
export function metricNamed(word: string): WatchedMetric | undefined {
  return namedIn(METRIC_WORDS, latinMetric(word))
}

/** Returns what a word says is counted. */
export function countNamed(word: string): WatchedCount | undefined {
  return namedIn(COUNT_WORDS, word)
}

/** Every word for what can be watched, for suggestions. */
export const WATCHED_WORDS: readonly string[] = [
  ...Object.keys(METRIC_WORDS),
  ...Object.keys(COUNT_WORDS),
]

function namedIn<Name extends string>(
  lists: Readonly<Record<Name, string>>,
  word: string,
): Name | undefined {
  return (Object.keys(lists) as Name[]).find((name) => hasWord(lists[name], word))
}

/** Returns the seconds of `2h`, `30 min`, `3 дня`; undefined for anything else. */
export function durationNamed(text: string): number | undefined {
  const match = /^(\d{1,4})\s*([\p{L}.]+)$/u.exec(text.trim())
  const unit = UNITS.find(({ words }) => hasWord(words, match?.[2] ?? ''))
  const count = Number(match?.[1])
  return match && unit && count > 0 ? count * unit.seconds : undefined
}

/** Returns the calendar unit that a word names after “this”. */
export function unitNamed(word: string | undefined): AlertWindow | undefined {
  const found = CALENDAR.find(({ words }) => word !== undefined && hasWord(words, word))
  return found && { type: 'calendar', unit: found.unit }
}

/** Returns the seconds as they are written in a command line: `2h`, `3d`. */
export function formatDuration(seconds: number): string {
  const unit = [...UNITS].reverse().find((each) => seconds % each.seconds === 0)
  return unit ? `${seconds / unit.seconds}${unit.words.split(' ')[0]}` : `${seconds}s`
}
