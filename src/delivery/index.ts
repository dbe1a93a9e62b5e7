export { createDelivery, type DeliveryEngine } from './engine.ts'
export type { AnsweringHost, DeadReason, DeliveryParts, FaultPoint } from './parts.ts'
export { type DeliveryStatus, healthOf, metricsOf } from './status.ts'
export {
  type PlatformHealth,
  type PlatformSource,
  type Supervisor,
  type SupervisorParts,
  startSupervisor,
} from './supervisor.ts'
export { machineTiming, type Timing } from './timing.ts'
