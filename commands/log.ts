import { answerReaction } from '../src/capture/react.ts'
import type { Command } from '../src/core/command.ts'
import { logItem } from '../src/moderation/log.ts'
import { readItem } from '../src/moderation/read-item.ts'
import { WITHOUT_COMMON_GRAMMAR } from './common-grammar.ts'

/** Writes down what was read elsewhere; on a message, that message; by a reaction, too. */
export const log: Command = {
  name: 'log',
  group: 'data',
  audience: 'caller',
  needs: 'moderator',
  writes: true,
  read: (line, now) => readItem(line, { now, zone: 'UTC', locale: 'en', command: 'log' }),
  menu: 'message',
  opens: 'form',
  subject: { name: 'item', required: false, max: 1, from: 'line' },
  ...WITHOUT_COMMON_GRAMMAR,
  views: ['text'],
  run(context) {
    const { reaction } = context.invocation
    return reaction
      ? answerReaction(log, reaction, context)
      : logItem(log, context.arguments.subjects[0] ?? '', context)
  },
}
