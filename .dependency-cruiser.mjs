// The import rules of docs/architecture.md. The name of a rule is the sentence that was broken.
const tests = '\\.(test|property|contract)\\.tsx?$|/testing/'

/** Code under `from` may import nothing of the workspace outside `allowed`. */
const only = (name, from, allowed, fromNot = tests) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: fromNot },
  to: { path: '^(packages|apps|e2e|bench|scripts)/', pathNot: allowed },
})

const never = (name, from, to, fromNot) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: fromNot },
  to: { path: to },
})

/** Which features a feature may use, besides itself. */
const featureEdges = {
  messages: ['changes', 'moderation', 'citations', 'search'],
  search: [],
  citations: ['changes'],
  conversations: ['changes'],
  cards: ['changes', 'messages', 'documents', 'citations'],
  attachments: ['changes'],
  documents: ['changes', 'attachments'],
  assistant: ['changes', 'messages', 'documents', 'citations', 'conversations', 'reports'],
  blocks: ['changes', 'conversations'],
  notices: ['changes'],
  plans: ['accounts', 'changes', 'messages'],
  policy: ['accounts'],
  push: ['accounts', 'notices'],
  reports: ['changes', 'conversations'],
  inbox: ['changes', 'messages', 'cards', 'notices', 'accounts'],
  retention: ['messages'],
}
const commonGround = 'apps/server/src/features/[^/]+\\.ts$'

const featureRule = (feature, uses) =>
  never(
    `the feature ${feature} uses no other feature than ${uses.join(' and ')}`,
    `^apps/server/src/features/${feature}/`,
    `^apps/server/src/features/(?!(${[feature, ...uses].join('|')})/)[^/]+/`,
    tests,
  )

/**
 * The folders that a folder of the client may use, besides itself. The files of `src` itself are above them
 * all.
 */
const clientEdges = {
  core: [],
  http: ['core'],
  sync: ['core', 'http'],
  connection: ['core', 'http', 'sync'],
  uploads: ['core', 'http'],
  outbox: ['core', 'http', 'uploads'],
  tabs: ['core', 'sync', 'connection', 'uploads', 'outbox'],
  timeline: ['core', 'http', 'outbox'],
  conversation: ['core', 'http', 'sync', 'uploads', 'outbox', 'timeline'],
  documents: ['core', 'http', 'uploads', 'conversation'],
  notices: ['core', 'http'],
  inbox: ['core', 'http'],
}

const clientRule = (folder, uses) =>
  never(
    `of the client, ${folder} uses no other folder` + (uses.length > 0 ? ` than ${uses.join(' and ')}` : ''),
    `^packages/client/src/${folder}/`,
    `^packages/client/src/(?!(${[folder, ...uses].join('|')})/)`,
    tests,
  )

/** The layers of the components, from the bottom up. Folders of one layer do not import each other. */
const reactLayers = [
  ['core'],
  ['texts'],
  ['labels'],
  ['context'],
  ['hooks'],
  ['ui'],
  ['text'],
  ['emoji', 'connection', 'help', 'attachments'],
  ['documents'],
  ['rows'],
  ['cards', 'questions', 'assistant'],
  ['planned'],
  ['chat'],
  ['panels'],
]
const sentence = (words) =>
  words.length < 2 ? (words[0] ?? 'no other folder') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

const layerRule = (folder, below) =>
  never(
    `of the components, ${folder} imports ${below.length > 0 ? 'only ' : ''}${sentence(below)}`,
    `^packages/react/src/${folder}/`,
    `^packages/react/src/(?!(${[folder, ...below].join('|')})/)`,
    tests,
  )

/** Folders of the chat, each with the others that it may use. */
const chatFolders = { message: [], list: ['message'], composer: [], thread: ['message', 'list', 'composer'] }

const chatRule = (folder, uses) =>
  never(
    `of the chat, ${folder} imports ${uses.length > 0 ? 'only ' : ''}${sentence(uses)}`,
    `^packages/react/src/chat/${folder}/`,
    `^packages/react/src/chat/(?!(${[folder, ...uses].join('|')})/)`,
    tests,
  )

export default {
  forbidden: [
    {
      name: 'nothing imports in a circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'type-import'] } },
    },
    {
      name: 'nothing in the client imports in a circle, not even types',
      severity: 'error',
      from: { path: '^packages/client/src/', pathNot: tests },
      to: { circular: true },
    },
    {
      name: 'components import in no circle, not even for a type',
      severity: 'error',
      from: { path: '^packages/react/src/', pathNot: tests },
      to: { circular: true },
    },
    {
      name: 'every import can be resolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'the product does not depend on what only development installs',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm-peer'], pathNot: 'react' },
    },
    {
      name: 'the protocol imports nothing but zod',
      severity: 'error',
      from: { path: '^packages/protocol/src/', pathNot: tests },
      to: { pathNot: ['^packages/protocol/src/', 'node_modules/zod/'] },
    },
    only('the catalogues know nothing of the product', '^packages/texts/', '^packages/texts/'),
    only('the client imports the protocol only', '^packages/client/', '^packages/(client|protocol)/'),
    only(
      'the react package imports the client, the protocol and the catalogues only',
      '^packages/react/',
      '^packages/(react|client|protocol|texts)/',
    ),
    ...reactLayers.flatMap((layer, floor) =>
      layer.map((folder) => layerRule(folder, reactLayers.slice(0, floor).flat())),
    ),
    ...Object.entries(chatFolders).map(([folder, uses]) => chatRule(folder, uses)),
    only('the web app imports the packages only', '^apps/web/', '^(packages|apps/web)/'),
    only(
      'the server imports the protocol and the catalogues only',
      '^apps/server/',
      '^(packages/(protocol|texts)|apps/server)/',
    ),
    never(
      'server code never imports the client, nor do its tests',
      '^apps/server/',
      '^packages/(client|react)/',
    ),
    never(
      'browser code never imports the server, nor do its tests',
      '^(packages|apps/web)/',
      '^apps/server/',
    ),
    never('browser code never imports a module of Node', '^(packages/[^/]+|apps/web)/src/', '^node:', tests),
    never(
      'the platform knows neither features nor http nor realtime',
      '^apps/server/src/platform/',
      '^apps/server/src/(?!platform/)',
      tests,
    ),
    never(
      'records know no feature, nor anything else above them',
      '^apps/server/src/records/',
      '^apps/server/src/(?!records/|platform/)',
      tests,
    ),
    never(
      'features know neither http nor realtime nor the server around them',
      '^apps/server/src/features/',
      '^apps/server/src/(?!features/|records/|platform/)',
      tests,
    ),
    never(
      'http knows nothing of realtime nor of the server around it',
      '^apps/server/src/http/',
      '^apps/server/src/(?!http/|features/|records/|platform/)',
      tests,
    ),
    never(
      'realtime knows nothing of http nor of the server around it',
      '^apps/server/src/realtime/',
      '^apps/server/src/(?!realtime/|features/|records/|platform/)',
      tests,
    ),
    never('what features share knows no feature', `^${commonGround}`, '^apps/server/src/features/[^/]+/'),
    ...Object.entries(featureEdges).map(([feature, uses]) => featureRule(feature, uses)),
    never(
      'a feature without a rule of its own uses no other feature',
      `^apps/server/src/features/(?!(?:${Object.keys(featureEdges).join('|')})/)([^/]+)/`,
      '^apps/server/src/features/(?!$1/)[^/]+/',
      tests,
    ),
    never(
      'only rows files and the database module speak SQL',
      '^apps/server/src/features/',
      'node_modules/better-sqlite3/',
    ),
    never(
      'timeline, backoff and connection state of the client import nothing',
      '^packages/client/src/(timeline/timeline|core/backoff|connection/connection-state)\\.ts$',
      '^(?!packages/protocol/)',
    ),
    ...Object.entries(clientEdges).map(([folder, uses]) => clientRule(folder, uses)),
    never(
      'every folder of the client has a rule of its own',
      `^packages/client/src/(?!(?:testing|${Object.keys(clientEdges).join('|')})/)[^/]+/`,
      '',
    ),
    never(
      'tests never become part of the product',
      '^(packages|apps)/[^/]+/src/',
      '\\.(test|property|contract)\\.tsx?$',
      '\\.(test|property|contract)\\.tsx?$',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['lectern-source', 'import', 'node', 'browser', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
}
