import { zoneCalendar } from '../calendar/zone.ts'
import type { AlertSettings, Incident, QuietHours, Reading } from '../core/alert.ts'
import type { EpochSeconds } from '../core/identity.ts'

/** What the readings make of the incidents that are open. */
export interface Progress {
  /** Began now. `tells` is false in quiet hours, in the cooldown and while snoozed or muted. */
  readonly begun: readonly { readonly reading: Reading; readonly tells: boolean }[]
  /** Nobody was told yet, and it goes on: told now. */
  readonly told: readonly { readonly incident: Incident; readonly reading: Reading }[]
  /** Over. `tells` is false where nobody was told of its beginning. */
  readonly ended: readonly {
    readonly incident: Incident
    readonly reading: Reading | undefined
    readonly tells: boolean
  }[]
}

/** What decides whether something is told now. */
export interface Telling {
  readonly now: EpochSeconds
  readonly settings: Pick<AlertSettings, 'cooldownSeconds' | 'quiet'>
  readonly silent: boolean
  /** When the last incident of each subject was told of. */
  readonly lastTold: ReadonlyMap<string, EpochSeconds>
}

/**
 * Returns how the open incidents go on. One that fires and is not open begins; one that is
 * open and does not fire any more ends. Each beginning is told once: at once, or when quiet
 * hours end and it still holds; within the cooldown of an earlier one it is not told at all.
 */
export function progressOf(
  open: readonly Incident[],
  readings: readonly Reading[],
  telling: Telling,
): Progress {
  const firing = readings.filter((reading) => reading.firing)
  const isOpen = (subject: string) => open.some((incident) => incident.subject === subject)
  const mayTell = (subject: string) => !isHushed(subject, telling)
  return {
    begun: firing
      .filter(({ subject }) => !isOpen(subject))
      .map((reading) => ({ reading, tells: mayTell(reading.subject) })),
    told: open.flatMap((incident) => {
      const reading = firing.find(({ subject }) => subject === incident.subject)
      const tells = incident.toldAt === null && mayTell(incident.subject)
      return reading && tells ? [{ incident, reading }] : []
    }),
    ended: open
      .filter(({ subject }) => !firing.some((reading) => reading.subject === subject))
      .map((incident) => ({
        incident,
        reading: readings.find(({ subject }) => subject === incident.subject),
        tells: incident.toldAt !== null && !telling.silent,
      })),
  }
}

/** Returns whether nothing is told of a subject now: silenced, in quiet hours or cooling down. */
export function isHushed(subject: string, { now, settings, silent, lastTold }: Telling): boolean {
  if (silent || isQuiet(settings.quiet, now)) return true
  const last = lastTold.get(subject)
  return last !== undefined && now - last < settings.cooldownSeconds
}

/** Returns whether the clocks of the zone show a quiet hour. */
function isQuiet(quiet: QuietHours | null, now: EpochSeconds): boolean {
  if (quiet === null) return false
  const format = clockOf(quiet.zone)
  const [hours = 0, minutes = 0] = format
    .format(now * 1000)
    .split(':')
    .map(Number)
  const minute = hours * 60 + minutes
  return quiet.from < quiet.to
    ? minute >= quiet.from && minute < quiet.to
    : minute >= quiet.from || minute < quiet.to
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zoneCalendar(zone).zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  clocks.set(zone, clock)
  return clock
}
