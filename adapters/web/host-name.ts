/** Returns the host of a `Host` header or URL authority without its port, in lower case. */
export function hostName(authority: string): string {
  return authority
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1')
}

/** Returns whether only this machine can be meant by the name. */
export function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
}

/** Where a server that listens everywhere is found from this machine. */
const EVERYWHERE: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** Returns the authority of a URL that opens the server: version 6 addresses stand in brackets. */
export function authorityOf(host: string, port: number): string {
  const found = EVERYWHERE[host] ?? host
  const name = found.includes(':') ? `[${found}]` : found
  return port === 80 ? name : `${name}:${port}`
}
