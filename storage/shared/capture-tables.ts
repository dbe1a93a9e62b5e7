/** Where reactions log messages, and what they logged. Times are epoch seconds. */
export interface CaptureTables {
  capture: CaptureTable
  captured: CapturedTable
}

interface PlaceColumns {
  ws: number
  platform: string
  /** Empty where the platform has none. */
  community: string
  channel: string
}

export interface CaptureTable extends PlaceColumns {
  emoji: string
  created_at: number
  items: number
  success_at: number | null
}

/** Kept for the minutes in which taking the reaction away undoes it. */
export interface CapturedTable extends PlaceColumns {
  message: string
  feedback: number
  at: number
}
