import {
  learnExample,
  type OnlineFeatures,
  type OnlineHead,
  onlineScores,
  tableOf,
} from './online-head.ts'
import { headNamed, type WorkspaceWeights, withHead } from './workspace-weights.ts'

/** A rare class weighs more, by its share to this power, up to a limit. */
const BALANCE = 0.5
const HEAVIEST = 3

function classWeight(examples: readonly number[], right: number): number {
  const total = examples.reduce((sum, count) => sum + count + 1, 0)
  const share = (examples.length * ((examples[right] ?? 0) + 1)) / total
  return Math.min(HEAVIEST, share ** -BALANCE)
}

/**
 * Returns weights whose head of a name has learned one polarity: the features of
 * what was said, the probabilities that it had under the weights so far, and the
 * class that is right. The given weights stay as they are.
 */
export function learnPolarity(
  weights: WorkspaceWeights,
  name: string,
  features: OnlineFeatures,
  probabilities: Float64Array,
  right: number,
): WorkspaceWeights {
  const head = headNamed(weights, name)
  const examples = head.examples.map((count, at) => (at === right ? count + 1 : count))
  const weight = classWeight(examples, right)
  const gradients = examples.map(
    (_, c) => ((probabilities[c] as number) - (c === right ? 1 : 0)) * weight,
  )
  return withHead(weights, name, learnExample(head, features, gradients, right))
}

/** Steps that one example takes at most, until it is right by this much (log odds). */
const STEPS = 20
const MARGIN = 1
/** One that is right by this much teaches nothing more: what is set right is what was misread. */
const ENOUGH = 0.25

/**
 * Returns weights whose head of a name has learned a yes or a no until it says
 * so itself, or as they are where it does: the features of the sentence and the
 * score (log odds of yes) that it had under the weights so far.
 */
export function learnPresence(
  weights: WorkspaceWeights,
  name: string,
  features: OnlineFeatures,
  score: number,
  isPresent: boolean,
): WorkspaceWeights {
  const isRight = (value: number, margin: number): boolean =>
    isPresent ? value > margin : value < -margin
  if (isRight(score, ENOUGH)) return weights
  const own = new Float64Array(1)
  const say = (head: OnlineHead): number => {
    onlineScores(tableOf(head), head.shape, features, own)
    return own[0] as number
  }
  let head = headNamed(weights, name)
  const others = score - say(head)
  let now = score
  for (let step = 0; step < STEPS; step++) {
    const gradient = 1 / (1 + Math.exp(-now)) - (isPresent ? 1 : 0)
    head = learnExample(head, features, [gradient], isPresent ? 0 : 1)
    now = others + say(head)
    if (isRight(now, MARGIN)) break
  }
  return withHead(weights, name, head)
}
