export { isFault } from './failure-notice.ts'
export { createHost } from './host.ts'
export type { DispatchHost, HostParts } from './host-parts.ts'
export { createRegistry } from './registry.ts'
