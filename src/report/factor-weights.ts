import { UserError } from '../core/errors.ts'

/**
 * Returns the weights written as `price=2,staff=1`. Throws the UserError
 * `commands.bad-weights` for any other form.
 */
export function parseWeights(text: string): Readonly<Record<string, number>> {
  const pairs = text.split(',').map((pair) => {
    const [, name = '', weight = ''] = /^\s*"?(.+?)"?\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(pair) ?? []
    if (name === '') {
      throw new UserError('commands.bad-weights', { weights: text }, 'weights:price=2,staff=1')
    }
    return [name, Number(weight)] as const
  })
  return Object.fromEntries(pairs)
}
