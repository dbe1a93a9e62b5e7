import type { Locale } from '../core/locale.ts'
import type { Schedule, ScheduleDays, Weekday } from '../core/schedule.ts'
import { fold } from '../language/fold.ts'
import { translator } from '../language/translate.ts'
import { hasWord } from '../language/word-list.ts'

const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
const WORKING_DAYS: readonly Weekday[] = [1, 2, 3, 4, 5]

/** What people call the days of the week, Monday first: English, Russian, Kazakh, Lithuanian. */
const WEEKDAY_WORDS: readonly string[] = [
  'monday mondays mon понедельник понедельникам пн дүйсенбі дс pirmadienis pirmadieni pirmadieniais pr',
  'tuesday tuesdays tue вторник вторникам вт сейсенбі сс antradienis antradieni antradieniais an',
  'wednesday wednesdays wed среда среду средам ср сәрсенбі trečiadienis trečiadieni trečiadieniais tr',
  'thursday thursdays thu четверг четвергам чт бейсенбі бс ketvirtadienis ketvirtadieni ketvirtadieniais kt',
  'friday fridays fri пятница пятницу пятницам пт жұма жм penktadienis penktadieni penktadieniais pn',
  'saturday saturdays sat суббота субботу субботам сб сенбі šeštadienis šeštadieni šeštadieniais št',
  'sunday sundays sun воскресенье воскресеньям вс жексенбі жк sekmadienis sekmadieni sekmadieniais sk',
]
const EVERY_DAY_WORDS =
  'daily every-day everyday каждый-день ежедневно күнсайын күн-сайын күнделікті kasdien kiekviena-diena'
const WORKING_DAY_WORDS =
  'weekdays workdays working-days будни будням по-будням рабочие-дни жұмыс-күндері darbo-dienomis darbo-dienos'
const MONTHLY_WORDS = 'monthly ежемесячно ай-сайын kas-menesi'
/** Words that lead to days and times and say nothing themselves. */
const FILLERS = new Set(
  'on at every each the and по в во на каждый каждую каждое и сайын күні сағат kiekviena kas ir'
    .split(' ')
    .map(fold),
)

function weekdayNamed(word: string): Weekday | undefined {
  const index = WEEKDAY_WORDS.findIndex((words) => hasWord(words, word))
  return index < 0 ? undefined : ((index + 1) as Weekday)
}

/** `mon-fri`, `сб–вс`: from the first to the last, over the weekend where that is the way. */
function weekdayRange(word: string): readonly Weekday[] | undefined {
  const [from, to] = word.split(/[-–—]/).map(weekdayNamed)
  if (from === undefined || to === undefined) return undefined
  const days: Weekday[] = []
  for (let day = from; ; day = ((day % 7) + 1) as Weekday) {
    days.push(day)
    if (day === to) return days
  }
}

/**
 * Returns the days that a word names in any language: `daily`, `weekdays`, `monday`,
 * `mon-fri`, `mon,thu`, `monthly`, `15th`; undefined for any other word.
 */
export function daysNamed(text: string): ScheduleDays | undefined {
  const word = fold(text.trim()).replace(/\s+/g, '-')
  if (hasWord(EVERY_DAY_WORDS, word)) return { type: 'weekdays', weekdays: EVERY_DAY }
  if (hasWord(WORKING_DAY_WORDS, word)) return { type: 'weekdays', weekdays: WORKING_DAYS }
  if (hasWord(MONTHLY_WORDS, word)) return { type: 'monthday', day: 1 }
  const monthday = /^(\d{1,2})(?:st|nd|rd|th|-го|-го-числа|-числа|-д|-ші|-шы)$/.exec(word)
  const day = Number(monthday?.[1])
  if (monthday) return day >= 1 && day <= 31 ? { type: 'monthday', day } : undefined
  const parts = word.split(/[,;]/).filter((part) => part !== '')
  const named = parts.map((part) => {
    const one = weekdayNamed(part)
    return one === undefined ? weekdayRange(part) : [one]
  })
  if (named.length === 0 || named.some((days) => days === undefined)) return undefined
  const weekdays = [...new Set(named.flatMap((days) => days ?? []))].sort((a, b) => a - b)
  return { type: 'weekdays', weekdays }
}

/** Returns the days of two words together: `monday` and `thursday`. */
export function joinDays(one: ScheduleDays, other: ScheduleDays): ScheduleDays | undefined {
  if (one.type !== 'weekdays' || other.type !== 'weekdays') return undefined
  const weekdays = [...new Set([...one.weekdays, ...other.weekdays])].sort((a, b) => a - b)
  return { type: 'weekdays', weekdays }
}

/**
 * Returns the minutes after midnight of a time: `9:00`, `09.30`, `9am`, `21ч`; undefined for
 * any other word, and `'impossible'` for a time that no clock shows, such as `25:00`.
 */
export function minuteNamed(text: string): number | 'impossible' | undefined {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|h|ч|val)?\.?$/i.exec(text.trim())
  if (!match || (match[2] === undefined && match[3] === undefined)) return undefined
  const minutes = Number(match[2] ?? 0)
  let hours = Number(match[1])
  const half = match[3]?.toLowerCase()
  if (half === 'am' || half === 'pm') {
    if (hours < 1 || hours > 12) return 'impossible'
    hours = (hours % 12) + (half === 'pm' ? 12 : 0)
  }
  return hours > 23 || minutes > 59 ? 'impossible' : hours * 60 + minutes
}

/** What follows the hour of a spoken time: before noon, after noon, or neither. */
const MORNING_WORDS = 'am утра таңғы ryto'
const EVENING_WORDS = 'pm вечера дня кешкі vakaro'
const HOUR_WORDS = 'часов часа час сағат val. valandą valanda'

/**
 * Returns the minutes after midnight of an hour in two words: `9 утра`, `9 pm`, `10 часов`;
 * undefined for any other words, `'impossible'` for an hour that no clock shows.
 */
export function spokenHour(word: string, next: string): number | 'impossible' | undefined {
  if (!/^\d{1,2}$/.test(word)) return undefined
  const part = fold(next.replace(/[,;:]$/, ''))
  if (hasWord(EVENING_WORDS, part))
    return minuteNamed(Number(word) > 12 ? `${word}:00` : `${word}pm`)
  if (hasWord(MORNING_WORDS, part))
    return minuteNamed(Number(word) > 12 ? `${word}:00` : `${word}am`)
  return hasWord(HOUR_WORDS, part) ? minuteNamed(`${word}:00`) : undefined
}

/** Returns whether a word only leads to days or times: `on`, `at`, `по`. */
export function leadsToDays(word: string): boolean {
  return FILLERS.has(fold(word))
}

/** Returns the time as clocks show it: `09:00`. */
export function formatMinute(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60]
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** Returns the days as a word of the command line: `weekdays`, `mon,thu`, `15th`. */
function formatDaysWord(days: ScheduleDays): string {
  if (days.type === 'monthday') return days.day === 1 ? 'monthly' : `${days.day}th`
  const { weekdays } = days
  if (weekdays.length === 7) return 'daily'
  if (weekdays.length === 5 && weekdays.every((day) => day <= 5)) return 'weekdays'
  return weekdays.map((day) => WEEKDAY_WORDS[day - 1]?.split(' ')[2] ?? '').join(',')
}

/** Returns the schedule in the user's language: `weekdays at 09:00 (Asia/Almaty)`. */
export function describeSchedule({ days, minute, zone }: Schedule, locale: Locale): string {
  const translate = translator(locale)
  const time = formatMinute(minute)
  if (days.type === 'monthday') {
    return translate('digests:schedule.monthday', { day: days.day, time, zone })
  }
  const word = formatDaysWord(days)
  if (word === 'daily' || word === 'weekdays') {
    return translate(`digests:schedule.${word}`, { time, zone })
  }
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    weekday: 'short',
    timeZone: 'UTC',
  })
  const named = days.weekdays.map((day) => format.format(Date.UTC(2024, 0, day))).join(', ')
  return translate('digests:schedule.weekly', { days: named, time, zone })
}
