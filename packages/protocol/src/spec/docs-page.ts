// The API documentation as one HTML page: no script, nothing loaded from elsewhere.
import {
  CLOSE,
  endpoints,
  ERRORS,
  BUDGETS,
  LIMITS,
  STAFF_BUDGET,
  afterClose,
  type Endpoint,
  type ErrorCode,
  type Operation,
} from '../index.ts'
import { docsStyle } from './docs-style.ts'
import { downFrames, plainFrames, upFrames, type FrameSpec } from './frames.ts'
import { Html, html, prose } from './html.ts'
import type { JsonObject } from './json-schema.ts'
import { errorsOf, openApi } from './open-api.ts'
import { typeName } from './type-name.ts'

export interface DocsPageOptions {
  /** The operations of the server. */
  operations: readonly Operation[]
  /** Of the software. */
  version: string
  /** The nonce of the `style` element, for the content security policy. */
  nonce: string
}

type Schemas = Readonly<Record<string, JsonObject>>

const row = (name: string | Html, value: string | Html | Html[]): Html =>
  html`<tr>
    <th scope="row">${name}</th>
    <td>${value}</td>
  </tr>`

const table = (rows: readonly Html[]): Html =>
  rows.length === 0
    ? html``
    : html`<div class="scroll">
        <table>
          ${rows}
        </table>
      </div>`

const propertiesOf = (schema: JsonObject | undefined): Html => {
  const required = (schema?.required ?? []) as string[]
  const properties = Object.entries((schema?.properties ?? {}) as Schemas)
  return table(
    properties.map(([name, type]) =>
      row(
        html`<code>${name}${required.includes(name) ? '' : '?'}</code>`,
        html`<code>${typeName(type)}</code>`,
      ),
    ),
  )
}

const exampleOf = (schema: JsonObject | undefined): Html => {
  const example = (schema?.examples as unknown[] | undefined)?.[0]
  return example === undefined
    ? html``
    : html`<details>
        <summary>Example</summary>
        <pre>${JSON.stringify(example, null, 2)}</pre>
      </details>`
}

const guards = {
  none: 'open to everyone',
  bearer: 'access token',
  link: 'access token or signed link',
  refresh: 'refresh token',
} as const

const contentType = (content: JsonObject | undefined): Html => {
  const [mediaType, media] = Object.entries(content ?? {})[0] ?? []
  if (mediaType === undefined) return html`no body`
  const { schema } = media as { schema?: JsonObject }
  return schema === undefined ? html`${mediaType}` : typeName(schema)
}

const parameterRow = (parameter: JsonObject): Html => {
  const { name, in: place, required, schema } = parameter
  return row(
    html`<code>${name as string}${required === true ? '' : '?'}</code> in ${place as string}`,
    html`<code>${typeName(schema as JsonObject)}</code>`,
  )
}

const endpointItem = (operation: Operation, described: JsonObject): Html => {
  const { method, path, summary, guard, answers }: Endpoint = endpoints[operation]
  const body = described.requestBody as { content: JsonObject } | undefined
  const responses = described.responses as Record<string, { content?: JsonObject }>
  return html`<section class="item" id="${operation}">
    <h3><span class="method">${method}</span> ${path}</h3>
    <p>${prose(summary)} · ${guards[guard]}</p>
    ${table([
      ...(described.parameters as JsonObject[]).map(parameterRow),
      ...(body ? [row('body', html`<code>${contentType(body.content)}</code>`)] : []),
      ...Object.entries(answers).map(([status, { description }]) =>
        row(status, html`<code>${contentType(responses[status]?.content)}</code> · ${prose(description)}`),
      ),
      row(
        'refusals',
        errorsOf(endpoints[operation]).flatMap((code) => [html`<a href="#${code}">${code}</a> `]),
      ),
    ])}
  </section>`
}

const frameItem = ([name, { summary }]: [string, FrameSpec], schemas: Schemas): Html =>
  html`<section class="item" id="${name}">
    <h3>${name}</h3>
    <p>${prose(summary)}</p>
    ${propertiesOf(schemas[name])}${exampleOf(schemas[name])}
  </section>`

const schemaItem = ([name, schema]: [string, JsonObject]): Html =>
  html`<section class="item" id="${name}">
    <h3>${name}</h3>
    ${
      schema.properties ? propertiesOf(schema) : html`<p><code>${typeName(schema)}</code></p>`
    }${exampleOf(schema)}
  </section>`

const errorRow = ([code, { status, title, retry }]: [string, (typeof ERRORS)[ErrorCode]]): Html =>
  html`<tr id="${code}">
    <th scope="row"><code>${code}</code></th>
    <td>${status}</td>
    <td>${title}</td>
    <td>retry: ${retry}</td>
  </tr>`

const navigation = (operations: readonly Operation[]): Html => {
  const groups = Map.groupBy(operations, (operation) => endpoints[operation].path.split('/')[1] ?? '')
  const links = [...groups].map(
    ([group, members]) =>
      html`<strong>${group}</strong>
        <ul>
          ${members.map((name) => html`<li><a href="#${name}">${name}</a></li>`)}
        </ul>`,
  )
  return html`<nav aria-label="Contents">
    ${links}<strong>socket</strong>
    <ul>
      <li><a href="#full">lectern.v1</a></li>
      <li><a href="#plain">plain profile</a></li>
      <li><a href="#close">close codes</a></li>
    </ul>
    <strong>reference</strong>
    <ul>
      <li><a href="#errors">errors</a></li>
      <li><a href="#limits">limits</a></li>
      <li><a href="#rows">rows</a></li>
    </ul>
  </nav>`
}

/** A whole HTML document; everything in it comes from the contract. */
export const docsPage = ({ operations, version, nonce }: DocsPageOptions): string => {
  const document = openApi(operations, version)
  const { schemas } = document.components as unknown as { schemas: Schemas }
  const paths = document.paths as Record<string, Record<string, JsonObject>>
  const described = new Map(
    Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((one) => [one.operationId, one] as const),
    ),
  )
  const frames = { ...downFrames, ...upFrames, ...plainFrames }
  const rows = Object.entries(schemas).filter(([name]) => !(name in frames))
  const list = (of: Readonly<Record<string, FrameSpec>>): Html[] =>
    Object.entries(of).map((entry) => frameItem(entry, schemas))
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Lectern interface</title>
        <style nonce="${nonce}">
          ${new Html(docsStyle)}
        </style>
      </head>
      <body>
        <div class="page">
          ${navigation(operations)}
          <main>
            <h1>Lectern interface</h1>
            <p>
              Version ${version}. Commands go over HTTP; changes come over the socket. The same for programs:
              <a href="openapi.json">OpenAPI 3.1</a>, <a href="asyncapi.json">AsyncAPI 3</a>. Send the access
              token as <code>Authorization: Bearer …</code>. Times are RFC 3339 UTC with milliseconds,
              durations end in <code>_ms</code>, ids are UUIDs. A name with <code>?</code> may be left out.
            </p>
            <h2 id="endpoints">Endpoints</h2>
            ${operations.map((operation) => endpointItem(operation, described.get(operation) ?? {}))}
            <h2 id="full">Socket, full profile</h2>
            <p>
              <code>/conversations/ws/user/{user_id}?token=…</code> with subprotocol <code>lectern.v1</code>.
              A frame is an object with <code>type</code>, or an array of such objects. The texts
              <code>ping</code> and <code>pong</code> are the heartbeat.
            </p>
            <h3>From the server</h3>
            <p></p>
            ${list(downFrames)}
            <h3>From the client</h3>
            <p></p>
            ${list(upFrames)}
            <h2 id="plain">Socket, plain profile</h2>
            <p>
              The same address without a subprotocol: each new message as one frame, and <code>pong</code> for
              <code>ping</code>. Nothing else.
            </p>
            ${list(plainFrames)}
            <h2 id="close">Close codes</h2>
            ${table(Object.entries(CLOSE).map(([name, code]) => row(String(code), html`${name.replaceAll('_', ' ')}: ${afterClose(code)}`)))}
            <h2 id="errors">Errors</h2>
            <p>Every refusal is a <a href="#Problem">Problem</a> (RFC 9457).</p>
            <div class="scroll">
              <table>
                ${Object.entries(ERRORS).map(errorRow)}
              </table>
            </div>
            <h2 id="limits">Limits</h2>
            ${table(Object.entries(LIMITS).map(([name, value]) => row(html`<code>${name}</code>`, value.toLocaleString('en'))))}
            <h2 id="budgets">Budgets</h2>
            <p>How many requests that write a person may make; staff ${STAFF_BUDGET} times as many.</p>
            ${table(Object.entries(BUDGETS).map(([name, { requests, window_ms }]) => row(html`<code>${name}</code>`, `${requests.toLocaleString('en')} in ${window_ms / 1_000} seconds`)))}
            <h2 id="rows">Rows</h2>
            ${rows.map(schemaItem)}
          </main>
        </div>
      </body>
    </html> `.text
}
