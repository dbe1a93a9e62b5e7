import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { ListenedPlace } from '../core/listener.ts'
import { isLocal } from '../core/platforms.ts'

/** How many names lead to a channel, behind the platform's: `slack/T1/C1`, `telegram/-100123`. */
const NAMES: Readonly<Record<string, 1 | 2>> = { slack: 2, discord: 2, telegram: 1 }

/** Returns the place that a request is about: the one it names, else where it is asked. Throws a UserError. */
export function placeOfRequest(
  text: string | undefined,
  context: CommandContext,
  command: 'listen' | 'capture',
): ListenedPlace {
  return text === undefined ? placeHere(context, command) : placeNamed(text, context, command)
}

function placeHere({ invocation }: CommandContext, command: string): ListenedPlace {
  const { platform, place } = invocation
  if (isLocal(platform) || place.kind === 'direct') {
    throw new UserError('listening.no-channel', {}, `${EXAMPLES[command]} in:slack/T1/C1`)
  }
  const { community, channel, thread } = place
  return { platform, community, channel, thread }
}

const EXAMPLES: Readonly<Record<string, string>> = { listen: '"norda"', capture: ':memo:' }

/** Elsewhere is for whoever sits at the machine: others could listen where they may not read. */
function placeNamed(text: string, { invocation }: CommandContext, command: string): ListenedPlace {
  if (!isLocal(invocation.platform)) {
    throw new UserError('listening.only-here', {}, `${command} here`)
  }
  const [platform = '', ...names] = text.split('/')
  const isRight = Object.hasOwn(NAMES, platform) && names.length === NAMES[platform]
  if (!isRight || names.includes('')) {
    throw new UserError('listening.no-place', { place: text.slice(0, 80) }, 'in:slack/T1/C1')
  }
  const [channel = '', community = null] = [...names].reverse()
  return { platform, community, channel, thread: null }
}
