/** Accuracy and F1 by class. */
export interface Scores {
  readonly n: number
  readonly accuracy: number
  readonly macroF1: number
  readonly f1: readonly number[]
}

/** Returns the scores of predictions against what is right, over `classes` classes. */
export function scoresOf(
  right: readonly number[],
  predicted: readonly number[],
  classes: number,
): Scores {
  const f1: number[] = []
  for (let c = 0; c < classes; c++) {
    let hits = 0
    let wrong = 0
    let missed = 0
    right.forEach((truth, i) => {
      if (predicted[i] === c && truth === c) hits++
      else if (predicted[i] === c) wrong++
      else if (truth === c) missed++
    })
    f1.push(hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong + missed))
  }
  const hits = right.filter((truth, i) => truth === predicted[i]).length
  return {
    n: right.length,
    accuracy: right.length === 0 ? 0 : hits / right.length,
    macroF1: f1.reduce((sum, value) => sum + value, 0) / classes,
    f1,
  }
}

/** Returns 0 to `folds` − 1, by the text alone: the same text is always on the same side. */
export function foldOf(text: string, folds: number): number {
  let hash = 7
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return ((hash ^ (hash >>> 13)) >>> 0) % folds
}

/** Index of the highest of the first `count` values. */
export function topOf(values: ArrayLike<number>, count: number): number {
  let top = 0
  for (let c = 1; c < count; c++) if ((values[c] as number) > (values[top] as number)) top = c
  return top
}
