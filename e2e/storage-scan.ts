import type { Page } from 'playwright-core'

/** Everything a page stores on the device (storages, databases, caches), as one text to search for canaries. */
export const readStorage = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error('refused'))
      })
    const dump: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]
    for (const { name } of await indexedDB.databases()) {
      const db = await result(indexedDB.open(name ?? ''))
      for (const store of db.objectStoreNames)
        dump.push(await result(db.transaction(store).objectStore(store).getAll()))
      db.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      // The app's own files are code, the same for all, and full of words.
      const isShell = name.startsWith('lectern-shell ')
      for (const request of await cache.keys())
        dump.push(request.url, isShell ? '' : await (await cache.match(request))?.text())
    }
    return JSON.stringify(dump)
  })
