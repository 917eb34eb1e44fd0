// What deploy/ has: that it says what the server understands, and that the server can live with it. There is neither a
// container engine nor Helm in our tests: the image is stood in for by its parts, the chart is rendered by helm.ts.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../apps/server/src/testing/free-port.ts'
import { readConfig } from '../apps/server/src/config.ts'
import { packServer } from '../scripts/pack-server.ts'
import { needProgram, needRoot } from '../scripts/programs.ts'
import { renderChart } from './helm.ts'

const ROOT = join(import.meta.dirname, '..')
const DEPLOY = join(ROOT, 'deploy')
const CHART = join(DEPLOY, 'helm/lectern')
const read = (file: string): string => readFileSync(join(DEPLOY, file), 'utf8')
const FILES = readdirSync(DEPLOY, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(DEPLOY.length + 1))

interface Container {
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  environment?: Record<string, string>
  volumes?: string[]
  secrets?: string[]
  depends_on?: Record<string, unknown>
  healthcheck?: unknown
}
interface Composition {
  services: Record<string, Container>
  secrets?: Record<string, { file: string }>
  volumes?: Record<string, unknown>
}
const composition = (file: string): Composition =>
  parse(read(file), { strict: true, merge: true }) as Composition

describe('every file of deploy/', () => {
  it.each(FILES)('names only settings that the server knows and the documentation explains: %s', (file) => {
    const documented = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8')
    // A name that compose asks for is the operator's own.
    const named = new Set(
      read(file)
        .replaceAll(/\$\{\w+|^#.*$/gm, '')
        .match(/\bLECTERN_\w+/g) ?? [],
    )
    for (const name of named) {
      const setting = name.replace(/_FILE$/, '')
      expect(documented).toContain(`\`${setting}\``)
      expect(() => readConfig({ [setting]: ' ' })).not.toThrow('is not a setting')
    }
  })

  it('is found out when it names another setting', () => {
    expect(() => readConfig({ LECTERN_NONE: ' ' })).toThrow('is not a setting')
  })

  it.each(FILES)('names no host from where images come: %s', (file) => {
    const images = [...read(file).matchAll(/^\s*(?:image:|FROM) +["']?([^\s"']+)/gm)].map(
      ([, image = '']) => image,
    )
    expect(images.filter((image) => /^[^/]+[.:][^/]*\//.test(image))).toEqual([])
  })
})

describe.each(['compose.yaml', 'compose-nodes.yaml'])('deploy/%s', (file) => {
  const { services, secrets = {}, volumes = {} } = composition(file)
  const own = Object.entries(services).filter(
    ([, { environment }]) => environment?.['LECTERN_NAMES'] !== undefined,
  )

  it('gives the server nothing to write but its folder, and no rights', () => {
    expect(own).toHaveLength(file === 'compose.yaml' ? 1 : 3)
    for (const [, { read_only, cap_drop, security_opt, volumes: mounted, environment }] of own) {
      expect([read_only, cap_drop, security_opt, mounted]).toEqual([
        true,
        ['ALL'],
        ['no-new-privileges:true'],
        ['data:/data'],
      ])
      expect(environment?.['LECTERN_TRUST_PROXY']).toBe('1')
    }
  })

  it('refers to nothing that it does not have', () => {
    for (const { secrets: needed = [], volumes: mounted = [], depends_on = {} } of Object.values(services)) {
      for (const name of needed) expect(secrets).toHaveProperty([name])
      for (const name of Object.keys(depends_on)) expect(services).toHaveProperty([name])
      for (const [from = ''] of mounted.map((mount) => mount.split(':')))
        if (from.startsWith('./')) expect(existsSync(join(DEPLOY, from))).toBe(true)
        else expect(volumes).toHaveProperty([from])
    }
  })
})

it('the proxy knows the servers of deploy/compose-nodes.yaml', () => {
  const servers = [...read('nginx.conf').matchAll(/server (\w+):8002/g)].map(([, name]) => name)
  const { services } = composition('compose-nodes.yaml')
  expect([...new Set(servers)]).toEqual(Object.keys(services).filter((name) => name.startsWith('node')))
})

describe('the chart', () => {
  interface Rendered {
    kind: string
    apiVersion: string
    metadata: { name: string; labels: Record<string, string> }
    spec: {
      replicas: number
      accessModes?: string[]
      selector: { matchLabels?: Record<string, string> } & Record<string, unknown>
      template: {
        metadata: { labels: Record<string, string> }
        spec: {
          securityContext: Record<string, unknown>
          volumes: { name: string; persistentVolumeClaim?: { claimName: string } }[]
          containers: {
            env: { name: string; value?: string; valueFrom?: unknown }[]
            securityContext: Record<string, unknown>
            volumeMounts: { name: string; mountPath: string }[]
          }[]
        }
      }
    }
  }
  const render = (values: Record<string, unknown> = {}) =>
    renderChart(CHART, 'school', values) as unknown as Rendered[]
  const of = (objects: Rendered[], kind: string): Rendered => {
    const found = objects.find((object) => object.kind === kind)
    if (!found) throw new Error(`no ${kind}`)
    return found
  }
  const several = {
    replicas: 3,
    databaseSecret: 'rows',
    redisSecret: 'hints',
    storage: { accessMode: 'ReadWriteMany' },
  }

  it('is one server with SQLite, as it is', () => {
    const objects = render()
    expect(objects.map(({ kind }) => kind).sort()).toEqual([
      'Ingress',
      'PersistentVolumeClaim',
      'Service',
      'StatefulSet',
    ])
    const [container] = of(objects, 'StatefulSet').spec.template.spec.containers
    expect(container?.env.map(({ name }) => name)).toEqual(['LECTERN_NAMES', 'LECTERN_TRUST_PROXY'])
  })

  it('is several on a database with values for it, and refuses several without one', () => {
    const objects = render({ ...several, settings: { LECTERN_UPLOAD_MB: 50 } })
    const set = of(objects, 'StatefulSet')
    expect(set.spec.replicas).toBe(3)
    expect(of(objects, 'PodDisruptionBudget').spec.selector.matchLabels).toEqual(
      set.spec.template.metadata.labels,
    )
    expect(of(objects, 'PersistentVolumeClaim').spec.accessModes).toEqual(['ReadWriteMany'])
    const [container] = set.spec.template.spec.containers
    expect(container?.env.map(({ name, value }) => [name, value])).toEqual([
      ['LECTERN_NAMES', 'lectern.school.example'],
      ['LECTERN_TRUST_PROXY', '1'],
      ['LECTERN_DATABASE_URL', undefined],
      ['LECTERN_REDIS_URL', undefined],
      ['LECTERN_UPLOAD_MB', '50'],
    ])
    expect(() => render({ replicas: 3 })).toThrow('Several replicas need a database')
  })

  it.each([{}, several])('fits together, and gives the server no rights: %j', (values) => {
    const objects = render(values)
    for (const { metadata, apiVersion } of objects) {
      expect(metadata.name).toMatch(/^school/)
      expect(apiVersion).toMatch(/v1$/)
    }
    const set = of(objects, 'StatefulSet')
    const { labels } = set.spec.template.metadata
    expect(set.spec.selector.matchLabels).toEqual(labels)
    expect(of(objects, 'Service').spec.selector).toEqual(labels)
    const pod = set.spec.template.spec
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001 })
    const [container] = pod.containers
    expect(container?.securityContext).toMatchObject({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
    })
    expect(container?.volumeMounts.map(({ name }) => name).sort()).toEqual(
      pod.volumes.map(({ name }) => name).sort(),
    )
    const claim = pod.volumes.find(({ name }) => name === 'data')?.persistentVolumeClaim?.claimName
    expect(claim).toBe(of(objects, 'PersistentVolumeClaim').metadata.name)
  })
})

describe('the unit', () => {
  it('O6 leaves little open, as systemd itself judges', () => {
    const file = join(DEPLOY, 'lectern.service')
    const { status, stdout } = spawnSync(
      needProgram('systemd-analyze'),
      ['security', '--offline=true', '--threshold=20', file],
      { encoding: 'utf8' },
    )
    expect([status, stdout]).toEqual([0, expect.stringContaining('exposure level')])
  })
})

describe('the image', () => {
  const dockerfile = read('Dockerfile')
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-image-'))
    // Another user has to come through.
    chmodSync(folder, 0o755)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is built from what is there, and runs as nobody in particular', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    for (const [, script = ''] of dockerfile.matchAll(/npm run (\w+)/g))
      expect(scripts).toHaveProperty([script])
    expect(dockerfile).toMatch(/^USER 10001:10001$/m)
    expect(dockerfile.trimEnd().split('\n').slice(-2)).toEqual(['ENTRYPOINT ["lectern"]', 'CMD ["serve"]'])
  })

  it('serves with every file read-only but its folder and /tmp, and says that it is well', async () => {
    needRoot()
    const [installed, data] = [join(folder, 'installed'), join(folder, 'data')]
    for (const each of [installed, data]) mkdirSync(each, { mode: 0o755, recursive: true })
    const node = join(folder, 'node')
    copyFileSync(process.execPath, node)
    const tarball = packServer(folder)
    const install = [
      'install',
      '--ignore-scripts',
      '--omit=dev',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
    ]
    execFileSync('npm', [...install, tarball], { cwd: installed, stdio: 'pipe' })
    chownSync(data, 10_001, 10_001)
    const port = await freePort()
    const [, test = ''] = /CMD (\["node", "-e",.*\])/.exec(dockerfile) ?? []
    // The files of the machine stand in for those of the image.
    const script = `
      mount --bind '${data}' '${data}' && mount -o remount,bind,ro / && mount -t tmpfs tmpfs /mnt &&
      cd '${data}' && exec setpriv --reuid=10001 --regid=10001 --clear-groups --no-new-privs --bounding-set=-all \
        '${node}' '${join(installed, 'node_modules/.bin/lectern')}' serve`
    const env = {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      LECTERN_DATA_DIR: data,
      LECTERN_NAMES: 'lectern.school.example',
      LECTERN_TRUST_PROXY: '1',
      TMPDIR: '/mnt',
    }
    const server = spawn(needProgram('unshare'), ['--mount', 'sh', '-c', script], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (said += String(text)))
    const gone = once(server, 'exit')
    try {
      const check = JSON.parse(test) as string[]
      const isWell = () =>
        server.exitCode === null
          ? spawnSync(process.execPath, check.slice(1), { env: { PORT: String(port) } }).status
          : said
      expect(isWell()).toBe(1)
      await expect.poll(isWell, { timeout: 120_000 }).toBe(0)
      expect(readFileSync(`/proc/${server.pid}/status`, 'utf8')).toMatch(/^Uid:\s10001\s10001/m)
    } finally {
      server.kill('SIGTERM')
      await gone
    }
    expect(existsSync(join(data, 'lectern.db'))).toBe(true)
  })
})
