import { expect, test } from 'vitest'
import type { WorkspaceId } from '../../src/core/identity.ts'
import { inScopes, type Scope, type Scopes } from '../../storage/shared/scopes.ts'

interface Shelf {
  readonly name: string
  list(workspace: WorkspaceId): string
  take(book: { readonly workspace: WorkspaceId }): string
  lend(loan: { readonly book: { readonly workspace: WorkspaceId } }): string
  count(workspace: WorkspaceId): string
  due(): string
  pages(workspace: WorkspaceId): AsyncIterable<string>
}

const SCOPES: Scopes<Shelf> = {
  count: 'every',
  lend: ({ book }) => book.workspace,
  due: 'every',
}
const workspace = 7 as WorkspaceId

/** A shelf that tells in which scope it is asked. */
function openShelf(): Shelf {
  let current: Scope | undefined
  const tell = (): string => `in ${current}`
  const inScope = <Result>(scope: Scope, work: () => Result): Result => {
    const before = current
    current = scope
    try {
      return work()
    } finally {
      current = before
    }
  }
  const shelf: Shelf = {
    name: 'a shelf',
    list: tell,
    take: tell,
    lend: tell,
    count: tell,
    due: tell,
    async *pages() {
      yield tell()
      yield tell()
    },
  }
  return inScopes({ inScope }, shelf, SCOPES)
}

test('a call sees the workspace that it says, or what is declared for it', () => {
  const shelf = openShelf()
  expect(shelf.name).toBe('a shelf')
  expect(shelf.list(workspace)).toBe('in 7')
  expect(shelf.take({ workspace })).toBe('in 7')
  expect(shelf.lend({ book: { workspace } })).toBe('in 7')
  expect(shelf.count(workspace)).toBe('in every')
  expect(shelf.due()).toBe('in every')
})

test('each item of a list that is read bit by bit is asked for in the scope of the list', async () => {
  const pages: string[] = []
  for await (const page of openShelf().pages(workspace)) pages.push(page)
  expect(pages).toEqual(['in 7', 'in 7'])
})

test('a database that keeps nothing apart is asked as it is', () => {
  const part = { due: () => 'now' }
  expect(inScopes({}, part, { due: 'every' })).toBe(part)
})

test('a call that says no workspace does not compile without a scope', () => {
  // @ts-expect-error: `due` says no workspace.
  const missing: Scopes<Pick<Shelf, 'list' | 'due'>> = {}
  // @ts-expect-error: `lend` says it where it is not looked for.
  const hidden: Scopes<Pick<Shelf, 'lend'>> = {}
  const saying: Scopes<Pick<Shelf, 'list' | 'take' | 'pages'>> = {}
  expect([missing, hidden, saying]).toHaveLength(3)
})
