/** What people set right, for ever. */
export interface CorrectionTable {
  ws: number
  id: number
  feedback: number
  part: string
  /** Empty where the part is not an aspect. */
  aspect: string
  value: string
  at: number
  by_user: string
  by_name: string
  undone_at: number | null
  undone_user: string | null
  undone_name: string | null
}

/** What the analyser found in a text that people corrected, as JSON. */
export interface FindingTable {
  ws: number
  feedback: number
  analysis: string
}

export interface LessonsTable {
  ws: number
  revision: number
  version: string
  weights: Uint8Array
}

/** How far one version of the analyser has read the stored texts. */
export interface ReadingTable {
  ws: number
  version: string
  /** The last id that was read. */
  last: number
}
