import { expect, test } from 'vitest'
import { listen } from '../../adapters/web/transport.ts'

test('a request is answered where what answers could not be loaded for the one before', async () => {
  const failures: string[] = []
  let loads = 0
  const transport = await listen(
    async () => {
      loads += 1
      if (loads === 1) throw new Error('too many open files')
      return async (_, response) => {
        response.end('well')
      }
    },
    { host: '127.0.0.1', port: 0 },
    (error) => failures.push(error.message),
  )
  const ask = async () => (await fetch(`http://127.0.0.1:${transport.port}/`)).text()
  await expect(ask()).rejects.toThrow('fetch failed')
  expect(await ask()).toBe('well')
  expect(await ask()).toBe('well')
  expect([loads, failures]).toEqual([2, ['too many open files']])
  await transport.close()
})
