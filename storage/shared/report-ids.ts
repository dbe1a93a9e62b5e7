import type { ReportId, WorkspaceId } from '../../src/core/identity.ts'
import { takeIds } from './counters.ts'
import type { Engine } from './engine.ts'

/** As many ids as are taken at once by a process that answers all the time. */
const MOST_AT_ONCE = 64
/** Whoever takes so many at once answers often enough to take the next ones ahead. */
const OFTEN = 8

interface Stock {
  readonly ids: ReportId[]
  /** One at first, so that a process that answers once leaves no gap. */
  next: number
  taking: Promise<void> | undefined
}

/** Hands out ids of reports from a stock, so that an answer seldom waits for a commit. */
export class ReportIds {
  private readonly engine: Engine
  private readonly stocks = new Map<WorkspaceId, Stock>()

  constructor(engine: Engine) {
    this.engine = engine
  }

  async reserve(workspace: WorkspaceId): Promise<ReportId> {
    let stock = this.stocks.get(workspace)
    if (!stock) {
      stock = { ids: [], next: 1, taking: undefined }
      this.stocks.set(workspace, stock)
    }
    for (;;) {
      const id = stock.ids.shift()
      if (id !== undefined) {
        /** Before the last is gone; a failure is told to whoever then has to wait. */
        if (stock.next >= OFTEN && stock.ids.length < stock.next / 4) {
          this.take(workspace, stock).catch(() => undefined)
        }
        return id
      }
      await this.take(workspace, stock)
    }
  }

  /** Forgets the stock: the next id is given when the database has taken something again. */
  forget(workspace: WorkspaceId): void {
    this.stocks.delete(workspace)
  }

  private take(workspace: WorkspaceId, stock: Stock): Promise<void> {
    stock.taking ??= this.refill(workspace, stock).finally(() => {
      stock.taking = undefined
    })
    return stock.taking
  }

  private async refill(workspace: WorkspaceId, stock: Stock): Promise<void> {
    const count = stock.next
    const first = await this.engine.write((trx) => takeIds(trx, workspace, 'report', count))
    for (let id = first; id < first + count; id += 1) stock.ids.push(id as ReportId)
    stock.next = Math.min(count * 2, MOST_AT_ONCE)
  }
}
