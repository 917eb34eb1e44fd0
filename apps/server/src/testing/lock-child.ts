// Takes the lock of a folder and holds it: for tests of locks between processes.
import { acquireLock } from '../cli/lock.ts'

acquireLock(process.argv[2] ?? '')
console.log(process.pid)
setInterval(() => {}, 60_000)
