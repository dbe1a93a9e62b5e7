import { BlockList, isIP } from 'node:net'

/**
 * Ranges of IPv4 that are nobody's on the public internet: IANA's registry of special-purpose
 * addresses (RFC 6890), multicast, and the one that Azure answers its own machines at.
 */
const NOT_PUBLIC_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['168.63.129.16', 32],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** Within global unicast: tunnels, which lead to other addresses, and documentation. */
const NOT_PUBLIC_6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const blocked = new BlockList()
for (const [net, prefix] of NOT_PUBLIC_4) blocked.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of NOT_PUBLIC_6) blocked.addSubnet(net, prefix, 'ipv6')
/** All else of IPv6 is local, mapped, translated (NAT64), multicast or nobody's. */
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

/** Returns whether an IP address is one of the public internet's. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !blocked.check(address, 'ipv4')
    case 6:
      return (
        !address.includes('%') &&
        globalUnicast.check(address, 'ipv6') &&
        !blocked.check(address, 'ipv6')
      )
    default:
      return false
  }
}

/** Names that mean this machine or this network (RFC 6761, RFC 6762, RFC 8375). */
const LOCAL_NAMES =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|arpa|test|invalid|onion|alt)$/

/** What may be asked for on the web. */
export interface WebPolicy {
  readonly protocols: readonly string[]
  /** Only the protocol's own port. */
  readonly usualPortOnly: boolean
  /** Names that nobody outside this network has are refused before they are looked up. */
  readonly publicNamesOnly: boolean
  allows(address: string): boolean
}

/** Only what everybody can reach, and only where nobody can read along. */
export const PUBLIC_WEB: WebPolicy = {
  protocols: ['https:'],
  usualPortOnly: true,
  publicNamesOnly: true,
  allows: isPublicAddress,
}

/**
 * Returns the address of a page that may be asked for; undefined for anything else. Numbers
 * in every spelling are addresses (`127.1`, `0x7f000001`); names are checked again when
 * they are looked up.
 */
export function permittedUrl(text: string, policy: WebPolicy): URL | undefined {
  if (text.length > LONGEST_URL || !URL.canParse(text)) return undefined
  const url = new URL(text)
  url.hash = ''
  if (!policy.protocols.includes(url.protocol)) return undefined
  if (url.username !== '' || url.password !== '') return undefined
  if (policy.usualPortOnly && url.port !== '') return undefined
  const host = hostOf(url)
  if (isIP(host) !== 0) return policy.allows(host) ? url : undefined
  if (!policy.publicNamesOnly) return url
  const name = host.replace(/\.$/, '')
  return name.includes('.') && !LOCAL_NAMES.test(name) ? url : undefined
}

/** Returns the name or the IP address of a URL, without brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/** Longer addresses are nobody's. */
const LONGEST_URL = 2_000
