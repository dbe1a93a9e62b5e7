import { cityNames, zoneOfCity } from '../calendar/city-zones.ts'
import { isZone } from '../calendar/zone.ts'
import { UserError } from '../core/errors.ts'
import { nearestWords } from './nearest.ts'

/**
 * Returns the IANA time zone of the name, in its usual spelling; a city alone
 * will do, in any of the bot's languages (`almaty`, `Вильнюс`). Earlier names of a zone stay as they are. Throws a
 * UserError with the nearest name for anything else, offsets such as `+05:00` included.
 */
export function parseZone(text: string): string {
  const wanted = text.trim().replaceAll(' ', '_')
  const zones = Intl.supportedValuesOf('timeZone')
  const lower = wanted.toLowerCase()
  const same = zones.find((zone) => zone.toLowerCase() === lower)
  if (same) return same
  if (wanted.length < 64 && isZone(wanted)) return wanted
  const city = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1)
  const ofCity = zones.filter((zone) => city(zone).toLowerCase() === lower)
  if (ofCity.length === 1 && ofCity[0]) return ofCity[0]
  const known = zoneOfCity(text)
  if (known !== undefined) return known
  const near = nearestWords(wanted, zones)[0]
  const nearCity = nearestWords(city(wanted), zones.map(city))[0]
  const nearest =
    near ??
    zones.find((zone) => nearCity !== undefined && city(zone) === nearCity) ??
    zoneOfCity(nearestWords(text, cityNames())[0] ?? '')
  throw new UserError('parse.unknown_zone', { zone: text.slice(0, 60) }, nearest)
}
