export { isFault } from './failure-notice.ts'
export { createHost, type DispatchHost, type HostParts } from './host.ts'
export { createRegistry } from './registry.ts'
