import { toneCommand } from './tone-command.ts'

/** How often each tag is given, how that changed and how its texts sound. */
export const tags = toneCommand('tags', 'tag', { command: 'quotes', period: 'all' })
