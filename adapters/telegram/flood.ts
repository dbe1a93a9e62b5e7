/** Where Telegram asked to wait. */
export interface Flood {
  /** Notes that a place is limited, and returns whether the whole bot seems to be. */
  limited(place: string, seconds: number): 'place' | 'bot'
  /** Nothing that can be left out should be sent there now. */
  isLimited(place: string): boolean
}

/** Telegram does not say which limit was passed: where this many chats are limited at once, it is the bot's own. */
const PLACES_AT_ONCE = 5
const AT_ONCE_MILLISECONDS = 1000

/** Returns a memory of limits; `now` in milliseconds. */
export function createFlood(now: () => number): Flood {
  const until = new Map<string, number>()
  const noted = new Map<string, number>()
  return {
    limited(place, seconds) {
      const at = now()
      for (const [known, end] of until) if (end <= at) until.delete(known)
      for (const [known, time] of noted) {
        if (time <= at - AT_ONCE_MILLISECONDS) noted.delete(known)
      }
      until.set(place, at + seconds * 1000)
      noted.set(place, at)
      return noted.size >= PLACES_AT_ONCE ? 'bot' : 'place'
    },
    isLimited(place) {
      return (until.get(place) ?? 0) > now()
    },
  }
}
