import type { Dimension } from '../feedback.ts'
import type { WorkspaceId } from '../identity.ts'

/** The names that feedback bears in each dimension. */
export interface NameStore {
  /** Names of a dimension that begin with `prefix` (case and accents aside), most used first. */
  names(
    workspace: WorkspaceId,
    dimension: Dimension,
    options: { readonly prefix?: string; readonly limit: number },
  ): Promise<readonly string[]>
  /** The stored spelling of a name, case and accents aside. */
  findName(workspace: WorkspaceId, dimension: Dimension, name: string): Promise<string | undefined>
}
