// Loaded into a process of the tests: kills it at the failpoint of this number, as a power cut would.
const at = Number(process.env['KILL_AT_FAILPOINT'])
let reached = 0
Object.assign(globalThis, {
  [Symbol.for('lectern.failpoint')]: () => {
    if (++reached === at) process.kill(process.pid, 'SIGKILL')
  },
})
