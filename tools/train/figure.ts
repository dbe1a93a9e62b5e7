/** One line of figures. */
export interface Figure {
  readonly what: string
  readonly n: number
  readonly value: number
  /** Standard error, where it was measured several times. */
  readonly error?: number
  readonly unit: 'macro-F1' | 'accuracy' | 'micro-F1' | 'points' | 'share'
}
