export type { MappingDescription } from './describe-mapping.ts'
export { type StoredBefore, storedBefore } from './earlier-imports.ts'
export type { PlanNote } from './notes.ts'
export { type ImportPlan, type PlanContext, planImport } from './plan.ts'
export { type ImportPreview, previewImport } from './preview.ts'
export { type Rejects, readRejects } from './read-rejects.ts'
export {
  type ImportOutcome,
  type ImportProgressReport,
  type RunOptions,
  runImport,
} from './run.ts'
export type { AnalysisRecipe } from './thread-messages.ts'
export { FIELDS, type ImportOptions, REJECTION_REASONS, type RejectionReason } from './types.ts'
