export interface Deferred<T> {
  promise: Promise<T>
  resolve: (value: T) => void
  reject: (error: unknown) => void
}

/** A promise whose outcome others decide. Node 20 and some browsers have no `Promise.withResolvers`. */
export const deferred = <T>(): Deferred<T> => {
  const made = {} as Deferred<T>
  made.promise = new Promise<T>((resolve, reject) => Object.assign(made, { resolve, reject }))
  return made
}
