import { metricCommand } from './metric-command.ts'

/** Would customers recommend us: promoters minus detractors of the 0–10 question. */
export const nps = metricCommand('nps')
