import { UserError } from '../core/errors.ts'
import type { Feedback, NewFeedback } from '../core/feedback.ts'
import { LOCALES, type Locale } from '../core/locale.ts'
import type { PortableRow } from '../core/store.ts'

const VERSION = 1

/** The first line of a file that holds a whole workspace. */
export interface WorkspaceHead {
  readonly cxbot: 'workspace'
  readonly version: number
  readonly name: string
  readonly zone: string
  readonly locale: Locale
}

/** A line behind the head: a piece of feedback, or a row of what else the workspace owns. */
export type WorkspaceLine = { readonly feedback: PortableFeedback } | PortableRow

/** Feedback as it is stored, with the id that rows call it by. */
export type PortableFeedback = NewFeedback & Pick<Feedback, 'id'>

/** Returns the first line of a file for a workspace. */
export function headLine(workspace: Pick<WorkspaceHead, 'name' | 'zone' | 'locale'>): string {
  const { name, zone, locale } = workspace
  const head: WorkspaceHead = { cxbot: 'workspace', version: VERSION, name, zone, locale }
  return `${JSON.stringify(head)}\n`
}

/** Returns a line of the file; times are epoch seconds, names and values as in the data model. */
export function workspaceLine(line: WorkspaceLine): string {
  return `${JSON.stringify(line)}\n`
}

/** Returns the head that a first line holds; undefined where the file holds no workspace. Throws a UserError for a newer one. */
export function readHead(line: string): WorkspaceHead | undefined {
  if (!line.startsWith('{"cxbot":"workspace"')) return undefined
  const head = parsed(line, 1) as Partial<WorkspaceHead>
  if (head.version !== VERSION) throw new UserError('privacy.newerWorkspace')
  const { name, zone, locale } = head
  const isWhole =
    typeof name === 'string' && typeof zone === 'string' && LOCALES.some((each) => each === locale)
  if (!isWhole) throw new UserError('privacy.brokenWorkspace', { line: 1 })
  return head as WorkspaceHead
}

/** Reads a line behind the head. Throws a UserError where it is neither feedback nor a row. */
export function readLine(line: string, number: number): WorkspaceLine {
  const found = parsed(line, number) as Partial<PortableRow> & { readonly feedback?: unknown }
  const isFeedback = typeof found.feedback === 'object' && found.feedback !== null
  const isRow = typeof found.table === 'string' && typeof found.row === 'object'
  if (!isFeedback && !isRow) throw new UserError('privacy.brokenWorkspace', { line: number })
  return found as WorkspaceLine
}

function parsed(line: string, number: number): object {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Told below.
  }
  throw new UserError('privacy.brokenWorkspace', { line: number })
}
