import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** Returns the URL of a new, empty database on the run's PostgreSQL server, and how to drop it. */
export async function freshPostgres(): Promise<{ url: string; drop(): Promise<void> }> {
  const response = await fetch(inject('postgresStarter'))
  const server = await response.text()
  if (!response.ok) throw new Error(server)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await command(server, `CREATE DATABASE ${name}`)
  return {
    url: `${server}/${name}`,
    drop: () => command(server, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

async function command(server: string, sql: string): Promise<void> {
  const client = new pg.Client(`${server}/postgres`)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
