/** One measured figure. `target` says what it is to reach, in words; `met` whether it did. */
export interface Figure {
  readonly name: string
  readonly value: string
  readonly target?: string
  readonly met?: boolean
}

/** Returns the median of at least one number. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** Returns the smallest value that at least the share `p` of the values does not exceed. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}

/** Returns the milliseconds that each of `runs` calls took, after `warmUp` that are not counted. */
export async function timeCalls(
  runs: number,
  call: () => Promise<unknown>,
  warmUp = 3,
): Promise<readonly number[]> {
  for (let run = 0; run < warmUp; run += 1) await call()
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const start = process.hrtime.bigint()
    await call()
    times.push(Number(process.hrtime.bigint() - start) / 1e6)
  }
  return times
}

/** Returns milliseconds with the digits that matter. */
export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(3) : value.toFixed(1)} ms`
}

/** Returns a factor such as “12.3 ×”. */
export function factor(value: number): string {
  return `${value >= 100 ? Math.round(value) : value.toFixed(2)} ×`
}

/** Prints figures as an aligned table under a heading. */
export function printFigures(heading: string, figures: readonly Figure[]): void {
  console.log(`\n${heading}`)
  const width = Math.max(...figures.map(({ name }) => name.length))
  const valueWidth = Math.max(...figures.map(({ value }) => value.length))
  for (const { name, value, target, met } of figures) {
    const verdict = met === undefined ? '' : met ? '  reached' : '  MISSED'
    console.log(
      `  ${name.padEnd(width)}  ${value.padStart(valueWidth)}${target ? `  (${target})` : ''}${verdict}`,
    )
  }
}
