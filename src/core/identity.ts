/** Numbers that look alike and must not be mixed carry the name of what they count. */
declare const brand: unique symbol
type Branded<Name extends string> = number & { readonly [brand]: Name }

export type WorkspaceId = Branded<'WorkspaceId'>
/** Shown to people as `F-123`. */
export type FeedbackId = Branded<'FeedbackId'>
/** Shown to people as `I-7`. */
export type ImportId = Branded<'ImportId'>
/** Shown to people as `R-42`. */
export type ReportId = Branded<'ReportId'>
/** Shown to people as `D-3`. */
export type DigestId = Branded<'DigestId'>
/** Shown to people as `A-5`. */
export type AlertId = Branded<'AlertId'>
/** Shown to people as `M-4`. */
export type ImprovementId = Branded<'ImprovementId'>
/** Shown to people as `S-2`. */
export type SurveyId = Branded<'SurveyId'>
/** Shown to people as `N-2`. */
export type FeedId = Branded<'FeedId'>
/** Shown to people as `H-2`. */
export type HookId = Branded<'HookId'>
/** Shown to people as `E-2`. */
export type ListenerId = Branded<'ListenerId'>
/** A name in one of the workspace's dictionaries: a store, a source, an author. */
export type TermId = Branded<'TermId'>
export type SeriesId = Branded<'SeriesId'>

/** Whole seconds since 1970-01-01T00:00:00Z, the unit in which every time is stored. */
export type EpochSeconds = Branded<'EpochSeconds'>

/** A calendar day, `YYYY-MM-DD`, with no time and no zone. */
export type CivilDate = string & { readonly [brand]?: 'CivilDate' }
