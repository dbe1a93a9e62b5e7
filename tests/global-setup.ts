import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { listen, type RunningPostgres, startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Asked once, it starts a PostgreSQL server and answers with its URL; see `postgres.ts`. */
    postgresStarter: string
  }
}

/** What several test files share: one real PostgreSQL, started when the first of them asks. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<RunningPostgres> | undefined
  const server = createServer((_request, response) => {
    started ??= startPostgres()
    started.then(
      ({ url }) => response.end(url),
      (error: unknown) => {
        response.statusCode = 500
        response.end(String(error))
      },
    )
  })
  await listen(server)
  const { port } = server.address() as AddressInfo
  project.provide('postgresStarter', `http://127.0.0.1:${port}/`)
  return async () => {
    server.closeAllConnections()
    server.close()
    await (await started?.catch(() => undefined))?.stop()
  }
}
