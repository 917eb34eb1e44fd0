// Runs before every script, on whatever Node the shell finds: hence no syntax or module that an old one lacks.
const wanted = [22, 19]
const found = process.versions.node.split('.').map(Number)
const tooOld = found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])
if (tooOld) {
  console.error(
    `Lectern needs Node ${wanted.join('.')} or newer and this is ${process.versions.node}: run \`npm ci\`, which brings one.`,
  )
  process.exit(1)
}
