import { expect, test } from 'vitest'
import { UserError } from '../../src/core/errors.ts'
import { authorize, roleOf } from '../../src/dispatch/authorize.ts'

test('who sits at the machine may do everything', () => {
  expect(roleOf({ platform: 'console' })).toBe('admin')
  expect(roleOf({ platform: 'web' })).toBe('admin')
  expect(() =>
    authorize({ name: 'imports', needs: 'admin' }, { platform: 'console' }),
  ).not.toThrow()
})

test('a stranger may do nothing, not even see', () => {
  expect(roleOf({ platform: 'telegram' })).toBeNull()
  expect(() => authorize({ name: 'nps', needs: 'viewer' }, { platform: 'telegram' })).toThrow(
    new UserError('errors.stranger'),
  )
})
