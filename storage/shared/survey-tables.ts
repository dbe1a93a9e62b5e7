/** Surveys in chat. Times are epoch seconds; people are pseudonyms. */
export interface SurveyTables {
  survey_key: SurveyKeyTable
  survey: SurveyTable
  survey_wave: SurveyWaveTable
  survey_invitation: SurveyInvitationTable
  survey_message: SurveyMessageTable
  survey_answer: SurveyAnswerTable
}

export interface SurveyKeyTable {
  ws: number
  key: string
}

export interface SurveyTable {
  ws: number
  id: number
  /** What people decided, as JSON. */
  settings: string
  created_at: number
}

export interface SurveyWaveTable {
  ws: number
  survey: number
  wave: number
  opened_at: number
  closes_at: number
  closed_at: number | null
  /** Set when it closes. */
  answers: number
  /** How many gave each score, as JSON. */
  scores: string | null
}

export interface SurveyInvitationTable {
  ws: number
  survey: number
  wave: number
  person: string
  at: number
}

export interface SurveyMessageTable {
  ws: number
  survey: number
  wave: number
  number: number
  what: string
  /** As JSON. */
  target: string
  people: number | null
  state: string
  reason: string | null
  /** Nobody looks at it before. */
  free_at: number
}

export interface SurveyAnswerTable {
  ws: number
  survey: number
  wave: number
  person: string
  /** Whole numbers only. */
  score: number
  why: string | null
  platform: string
  first_at: number
  changed_at: number
}
