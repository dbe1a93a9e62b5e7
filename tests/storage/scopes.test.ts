import { expect, test } from 'vitest'
import type { WorkspaceId } from '../../src/core/identity.ts'
import { inScopes, type Scope, type Scopes } from '../../storage/shared/scopes.ts'

interface Shelf {
  readonly name: string
  list(workspace: WorkspaceId): string
  take(book: { readonly workspace: WorkspaceId }): string
  lend(loan: { readonly book: { readonly workspace: WorkspaceId } }): string
  due(): string
  pages(workspace: WorkspaceId): AsyncIterable<string>
}

const SCOPES: Scopes<Shelf> = {
  list: 'own',
  take: 'own',
  lend: ({ book }) => book.workspace,
  due: 'every',
  pages: 'own',
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
    due: tell,
    async *pages() {
      yield tell()
      yield tell()
    },
  }
  return inScopes({ inScope }, shelf, SCOPES)
}

test('each call is made in the scope that is declared for it', () => {
  const shelf = openShelf()
  expect(shelf.name).toBe('a shelf')
  expect(shelf.list(workspace)).toBe('in 7')
  expect(shelf.take({ workspace })).toBe('in 7')
  expect(shelf.lend({ book: { workspace } })).toBe('in 7')
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

test('a call without a scope, or with one that cannot be, does not compile', () => {
  // @ts-expect-error: `due` has no scope.
  const missing: Scopes<Pick<Shelf, 'list' | 'due'>> = { list: 'own' }
  // @ts-expect-error: `due` is about no workspace of its own.
  const wrong: Scopes<Pick<Shelf, 'due'>> = { due: 'own' }
  expect([missing, wrong]).toHaveLength(2)
})
