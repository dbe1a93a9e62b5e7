import { connect, createServer, type Socket } from 'node:net'
import { listen } from '../postgres-server.ts'

/** Stands between a program and its PostgreSQL server, and plays its faults. */
export interface DatabaseProxy {
  /** The database's URL by way of the proxy. */
  readonly url: string
  /** Nothing gets through until it is called. */
  hold(): () => void
  /** The next statement with these words reaches the server, and the connection ends before its answer. */
  loseAnswerTo(words: string): void
  /** How many answers were lost. */
  lost(): number
  close(): Promise<void>
}

export async function startDatabaseProxy(database: string): Promise<DatabaseProxy> {
  const { hostname, port } = new URL(database)
  const sockets = new Set<Socket>()
  let held: Promise<void> = Promise.resolve()
  let wanted: string | undefined
  let lost = 0
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    let deaf = false
    const end = (): void => {
      client.destroy()
      if (!deaf) upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('close', end).on('error', end)
    }
    client.on('data', (chunk: Buffer) => {
      void held.then(() => {
        if (wanted !== undefined && chunk.includes(wanted)) {
          wanted = undefined
          deaf = true
        }
        upstream.write(chunk)
      })
    })
    upstream.on('data', (chunk: Buffer) => {
      void held.then(() => {
        if (!deaf) return void client.write(chunk)
        /** The server has done it: only the answer gets lost. */
        lost += 1
        client.destroy()
        upstream.destroy()
      })
    })
  })
  await listen(server)
  const address = server.address()
  const url = new URL(database)
  url.port = String(typeof address === 'object' ? address?.port : '')
  return {
    url: url.href,
    hold() {
      let release = (): void => undefined
      held = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
    loseAnswerTo(words) {
      wanted = words
    },
    lost: () => lost,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}
