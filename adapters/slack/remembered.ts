/**
 * Returns a look-up whose answers are remembered for a while; questions asked at once
 * share one answer, and failures are not remembered.
 */
export function remembered<Value>(
  ask: (key: string) => Promise<Value>,
  seconds: number,
  now: () => number,
  most = 5000,
): (key: string) => Promise<Value> {
  const known = new Map<string, { readonly value: Promise<Value>; readonly until: number }>()
  return (key) => {
    const found = known.get(key)
    if (found && found.until > now()) return found.value
    known.delete(key)
    if (known.size >= most) known.clear()
    const value = ask(key)
    known.set(key, { value, until: now() + seconds * 1000 })
    value.catch(() => known.delete(key))
    return value
  }
}
