import {
  learnExample,
  type OnlineFeatures,
  type OnlineHead,
  onlineScore,
  tableOf,
} from './online-head.ts'
import { headNamed, type WorkspaceWeights, withHead } from './workspace-weights.ts'

/**
 * Steps that one example takes at most, until it is right by this much (log odds). One that is
 * right already teaches nothing: people set right what was misread, and each step would be one
 * that nobody takes back.
 */
const STEPS = 20
const MARGIN = 1

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
  const isRight = (value: number): boolean => (isPresent ? value > MARGIN : value < -MARGIN)
  if (isRight(score)) return weights
  const say = (head: OnlineHead): number => onlineScore(tableOf(head), features)
  let head = headNamed(weights, name)
  const others = score - say(head)
  let now = score
  for (let step = 0; step < STEPS; step++) {
    const gradient = 1 / (1 + Math.exp(-now)) - (isPresent ? 1 : 0)
    head = learnExample(head, features, gradient)
    now = others + say(head)
    if (isRight(now)) break
  }
  return withHead(weights, name, head)
}
