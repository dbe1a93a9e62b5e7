import { UserError } from '../core/errors.ts'

/**
 * Returns the weights written as `price=2,staff=1`. Throws the UserError
 * `commands.bad-weights` for any other form.
 */
export function parseWeights(text: string): Readonly<Record<string, number>> {
  const pairs = text.split(',').map((pair) => {
    const at = pair.lastIndexOf('=')
    const name = pair.slice(0, Math.max(at, 0)).trim().replace(/^"|"$/g, '')
    const weight = pair.slice(at + 1).trim()
    if (name === '' || !/^\d+(?:\.\d+)?$/.test(weight)) {
      throw new UserError('commands.bad-weights', { weights: text }, 'weights:price=2,staff=1')
    }
    return [name, Number(weight)] as const
  })
  return Object.fromEntries(pairs)
}
