// The HTTP interface as OpenAPI 3.1.
import { budgetOf, endpoints, ERRORS, type Endpoint, type ErrorCode, type Operation } from '../index.ts'
import { jsonSchemas, withExamples, type JsonObject, type Schema, type SchemaTable } from './json-schema.ts'

const refTo = (name: string): string => `#/components/schemas/${name}`

/** The content type of an answer without a schema, unless it is empty. */
const mediaTypes: Partial<Record<Operation, string>> = {
  docs: 'text/html',
  getAttachmentContent: 'application/octet-stream',
  getAttachmentPreview: 'image/webp',
  getEvents: 'text/event-stream',
  metrics: 'text/plain',
}

/** Every refusal of an endpoint, including the general ones. */
export const errorsOf = (endpoint: Endpoint): ErrorCode[] => {
  const general: ErrorCode[] = ['invalid', 'rate_limited', 'internal', 'unavailable']
  const guarded: ErrorCode[] = endpoint.guard === 'none' ? [] : ['unauthorized']
  return [...new Set([...general, ...guarded, ...endpoint.errors])].sort(
    (a, b) => ERRORS[a].status - ERRORS[b].status,
  )
}

/** The schemas of the document's operations: components for bodies, shapes for parameters. */
interface Tables {
  components: SchemaTable
  shapes: SchemaTable
}

const tablesOf = (operations: readonly Operation[]): Tables => {
  const bodies: Record<string, Schema> = {}
  const parameters: Record<string, Schema> = {}
  for (const operation of operations) {
    const { params, query, body, answers }: Endpoint = endpoints[operation]
    const answer = Object.values(answers)[0]?.schema
    if (body) bodies[`${operation}_body`] = body
    if (answer) bodies[`${operation}_answer`] = answer
    if (params) parameters[`${operation}_params`] = params
    if (query) parameters[`${operation}_query`] = query
  }
  return { components: jsonSchemas(bodies, refTo), shapes: jsonSchemas(parameters, refTo, 'output') }
}

const contentOf = (schema: Schema, table: SchemaTable): JsonObject => ({
  'application/json': { schema: { $ref: refTo(table.nameOf(schema)) } },
})

const parametersOf = (
  schema: Schema | undefined,
  place: 'path' | 'query',
  { shapes }: Tables,
): JsonObject[] => {
  if (schema === undefined) return []
  const shape = shapes.schemas[shapes.nameOf(schema)]
  const required = (shape?.required ?? []) as string[]
  return Object.entries((shape?.properties ?? {}) as Record<string, JsonObject>).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

/** Of draft-ietf-httpapi-ratelimit-headers-10. */
const RATE_LIMIT_HEADERS: JsonObject = {
  RateLimit: { description: 'What is left of the budget', schema: { type: 'string' } },
  'RateLimit-Policy': { description: 'The budget it counts against', schema: { type: 'string' } },
}

const successesOf = (operation: Operation, { components }: Tables): JsonObject => {
  const mediaType = mediaTypes[operation]
  const other: JsonObject = mediaType === undefined ? {} : { content: { [mediaType]: {} } }
  return Object.fromEntries(
    Object.entries((endpoints[operation] as Endpoint).answers).map(([status, { description, schema }]) => [
      status,
      {
        description,
        ...(budgetOf(endpoints[operation]) && { headers: RATE_LIMIT_HEADERS }),
        ...(schema === null ? other : { content: contentOf(schema, components) }),
      },
    ]),
  )
}

const problemsOf = (endpoint: Endpoint): JsonObject =>
  Object.fromEntries(
    [...Map.groupBy(errorsOf(endpoint), (code) => ERRORS[code].status)].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}`).join('. '),
        content: { 'application/problem+json': { schema: { $ref: refTo('Problem') } } },
      },
    ]),
  )

const securityOf = ({ guard }: Endpoint): JsonObject[] => {
  if (guard === 'bearer') return [{ bearer: [] }]
  if (guard === 'link') return [{ bearer: [] }, { signed_link: [] }]
  return guard === 'refresh' ? [{ refresh_cookie: [] }, {}] : []
}

const operationOf = (operation: Operation, tables: Tables): JsonObject => {
  const endpoint: Endpoint = endpoints[operation]
  const { params, query, body } = endpoint
  return {
    operationId: operation,
    summary: endpoint.summary,
    tags: [endpoint.path.split('/')[1] ?? ''],
    security: securityOf(endpoint),
    parameters: [...parametersOf(params, 'path', tables), ...parametersOf(query, 'query', tables)],
    ...(body
      ? { requestBody: { required: !endpoint.body_optional, content: contentOf(body, tables.components) } }
      : {}),
    responses: { ...successesOf(operation, tables), ...problemsOf(endpoint) },
  }
}

const pathsOf = (operations: readonly Operation[], tables: Tables): JsonObject => {
  const paths: Record<string, JsonObject> = {}
  for (const operation of operations) {
    const { method, path } = endpoints[operation]
    const template = path.replaceAll(/:(\w+)/g, '{$1}')
    paths[template] = { ...paths[template], [method]: operationOf(operation, tables) }
  }
  return paths
}

/**
 * The document for a server with these `operations` (see `operationsOf`). `version` is the version of the
 * software.
 */
export const openApi = (operations: readonly Operation[], version: string): JsonObject => {
  const tables = tablesOf(operations)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lectern',
      version,
      summary: 'Self-hosted real-time messaging for teaching',
      description:
        'Commands go over HTTP; changes come over the socket described in /asyncapi.json. ' +
        'Times are RFC 3339 UTC with milliseconds, durations end in `_ms`, ids are UUIDs. Refusals are RFC 9457 problems.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: pathsOf(operations, tables),
    components: {
      schemas: withExamples(tables.components.schemas),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        signed_link: { type: 'apiKey', in: 'query', name: 'sig' },
        refresh_cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'lectern_<installation>',
          description:
            'Set at sign-in; over TLS its name begins with `__Secure-`. Clients without cookies send `refresh_token` in the body instead.',
        },
      },
    },
  }
}
