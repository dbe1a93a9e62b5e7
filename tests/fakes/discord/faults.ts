/** What a call meets instead of, or after, what it asks for. */
export interface Fault {
  /** `before`: the connection is cut and nothing happens; `after`: it is cut when it has happened; `hang`: it happens and no answer comes. */
  readonly cut?: 'before' | 'after' | 'hang'
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly delayMilliseconds?: number
}

interface Rule extends Fault {
  readonly matches: (method: string, path: string) => boolean
  left: number
}

/** Faults to come, in the order in which they were planned. */
export function createFaults() {
  const rules: Rule[] = []
  return {
    /** Plans a fault for the next `times` calls whose method and path match, such as `PATCH /webhooks/`. */
    plan(call: string, fault: Fault, times = 1): void {
      const [method = '', path = ''] = call.split(' ')
      rules.push({
        ...fault,
        left: times,
        matches: (m, p) => (method === '*' || m === method) && p.includes(path),
      })
    },
    take(method: string, path: string): Fault | undefined {
      const rule = rules.find((each) => each.left > 0 && each.matches(method, path))
      if (rule) rule.left -= 1
      return rule
    },
    clear(): void {
      rules.length = 0
    },
  }
}

/** Returns Discord's answer to too many calls. */
export function tooMany(seconds: number, scope: 'user' | 'shared' | 'global' = 'user'): Fault {
  return {
    status: 429,
    body: {
      message: 'You are being rate limited.',
      retry_after: seconds,
      global: scope === 'global',
    },
    headers: {
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-scope': scope,
      ...(scope === 'global'
        ? { 'x-ratelimit-global': 'true' }
        : {
            'x-ratelimit-limit': '5',
            'x-ratelimit-remaining': '0',
            'x-ratelimit-reset-after': String(seconds),
            'x-ratelimit-bucket': 'bucket',
          }),
    },
  }
}

/** Returns one of Discord's refusals. */
export function refusal(status: number, code: number, message = 'refused'): Fault {
  return { status, body: { code, message } }
}
