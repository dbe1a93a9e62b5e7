import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { limits } from './limits.ts'
import { createShelf } from './shelf.ts'

/** Who may use the page where it asks for a password. */
export interface SignIn {
  /**
   * Returns the token of a new session, `wrong`, or how many seconds the address has
   * to wait: wrong passwords make it wait twice as long each time.
   */
  attempt(
    password: string,
    address: string,
  ): { readonly token: string } | { readonly wait: number } | 'wrong'
  knows(token: string | undefined): boolean
  end(token: string | undefined): void
}

/** Returns sign-in by one password. `now` is in milliseconds. */
export function createSignIn(password: string, now: () => number): SignIn {
  const key = randomBytes(32)
  const digest = (text: string): Buffer => createHmac('sha256', key).update(text).digest()
  const right = digest(password)
  const sessions = createShelf<string, number>(limits.sessions)
  const failures = createShelf<string, { readonly count: number; readonly until: number }>(
    limits.addresses,
  )
  const nameOf = (token: string): string => digest(token).toString('base64')

  return {
    attempt(given, address) {
      const failed = failures.get(address)
      const wait = Math.ceil(((failed?.until ?? 0) - now()) / 1000)
      if (wait > 0) return { wait }
      if (timingSafeEqual(digest(given), right)) {
        failures.delete(address)
        const token = randomBytes(32).toString('base64url')
        sessions.set(nameOf(token), now() + limits.sessionSeconds * 1000)
        return { token }
      }
      const count = (failed?.count ?? 0) + 1
      const pause = Math.min(2 ** (count - limits.freeAttempts), limits.longestWait)
      const until = count < limits.freeAttempts ? 0 : now() + pause * 1000
      failures.set(address, { count, until })
      return 'wrong'
    },
    knows(token) {
      if (token === undefined) return false
      return (sessions.get(nameOf(token)) ?? 0) > now()
    },
    end(token) {
      if (token !== undefined) sessions.delete(nameOf(token))
    },
  }
}
