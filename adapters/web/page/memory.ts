const YEAR = 31_536_000

/** Keeps a choice in a cookie: the server then sends the page as it was chosen. */
export function rememberChoice(name: 'cxbot_locale' | 'cxbot_theme', value: string): void {
  const age = value === '' ? 0 : YEAR
  // biome-ignore lint/suspicious/noDocumentCookie: pages without TLS have no cookie store
  document.cookie = `${name}=${value}; path=/; max-age=${age}; samesite=strict`
}

/** Returns lines kept by the browser; none where it keeps nothing. */
export function recall(name: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '[]')
    return Array.isArray(kept) ? kept.filter((line) => typeof line === 'string') : []
  } catch {
    return []
  }
}

/** Keeps lines in the browser, where it lets us. */
export function keep(name: string, lines: readonly string[]): void {
  try {
    localStorage.setItem(name, JSON.stringify(lines))
  } catch {
    // A private window keeps nothing; the lines are still there until it is closed.
  }
}
