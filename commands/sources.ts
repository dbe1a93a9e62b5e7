import { toneCommand } from './tone-command.ts'

/** Where customers speak, how that changed and how they sound there. */
export const sources = toneCommand('sources', 'source', { command: 'aspects', period: '' })
