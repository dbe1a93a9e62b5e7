import type { CommandRegistry } from '../core/command.ts'
import { platformTraits, typedOn } from '../core/platforms.ts'
import type { Action, Block, Reply } from '../core/reply.ts'

/**
 * Returns a reply in which every command line that is shown reads as it is typed on the
 * platform. What a button runs stays what it was.
 */
export function withTypedLines(
  reply: Reply,
  platform: string,
  registry: Pick<CommandRegistry, 'find'>,
): Reply {
  if (platformTraits(platform).umbrella === null) return reply
  const typed = (line: string): string => typedOn(platform, line, registry)
  const action = ({ label, command }: Action): Action => ({
    label: label === command ? typed(command) : label,
    command,
  })
  switch (reply.kind) {
    case 'form':
      return reply
    case 'report':
      return {
        ...reply,
        blocks: reply.blocks.map(
          (block): Block =>
            block.type === 'actions' ? { ...block, actions: block.actions.map(action) } : block,
        ),
      }
    case 'notice': {
      const { suggestion, actions } = reply
      const offered = actions.some(({ command }) => command === suggestion)
      return {
        ...reply,
        actions: actions.map(action),
        ...(suggestion !== undefined && !offered && { suggestion: typed(suggestion) }),
      }
    }
  }
}
