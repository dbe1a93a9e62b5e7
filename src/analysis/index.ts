export { type AnalyzerOptions, createAnalyzer } from './analyzer.ts'
export { type Models, openModels } from './models.ts'
export { defaultTaxonomy, parseTaxonomy, type Taxonomy, TaxonomyError } from './taxonomy.ts'
export * from './types.ts'
export {
  NO_WEIGHTS,
  readWeights,
  type WorkspaceWeights,
  writeWeights,
} from './workspace-weights.ts'
