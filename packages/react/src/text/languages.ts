// The languages that can be coloured, each in a file, by all their usual names.
import type { LanguageFn } from 'highlight.js'

interface Language {
  /** The displayed name. */
  name: string
  aliases: readonly string[]
  load: () => Promise<{ default: LanguageFn }>
  /** Other languages that occur inside it. */
  within?: readonly string[]
}

const language = (
  name: string,
  aliases: string,
  load: Language['load'],
  within: readonly string[] = [],
): Language => ({ name, aliases: aliases.split(' '), load, within })

export const languages: readonly Language[] = [
  language('Assembly', 'x86asm asm nasm', () => import('highlight.js/lib/languages/x86asm')),
  language('Bash', 'bash sh zsh', () => import('highlight.js/lib/languages/bash')),
  language('BASIC', 'basic', () => import('highlight.js/lib/languages/basic')),
  language('C', 'c h', () => import('highlight.js/lib/languages/c')),
  language('C#', 'csharp cs c#', () => import('highlight.js/lib/languages/csharp')),
  language('C++', 'cpp cc c++ cxx hpp hxx', () => import('highlight.js/lib/languages/cpp')),
  language('Arduino', 'arduino ino', () => import('highlight.js/lib/languages/arduino')),
  language('CSS', 'css', () => import('highlight.js/lib/languages/css')),
  language('Clojure', 'clojure clj', () => import('highlight.js/lib/languages/clojure')),
  language('Dart', 'dart', () => import('highlight.js/lib/languages/dart')),
  language('Diff', 'diff patch', () => import('highlight.js/lib/languages/diff')),
  language('Dockerfile', 'dockerfile docker', () => import('highlight.js/lib/languages/dockerfile')),
  language('Elixir', 'elixir ex exs', () => import('highlight.js/lib/languages/elixir')),
  language('Erlang', 'erlang erl', () => import('highlight.js/lib/languages/erlang')),
  language('F#', 'fsharp fs f#', () => import('highlight.js/lib/languages/fsharp')),
  language('Fortran', 'fortran f90 f95', () => import('highlight.js/lib/languages/fortran')),
  language('Go', 'go golang', () => import('highlight.js/lib/languages/go')),
  language('GraphQL', 'graphql gql', () => import('highlight.js/lib/languages/graphql')),
  language('Groovy', 'groovy', () => import('highlight.js/lib/languages/groovy')),
  language('HTML', 'html xhtml', () => import('highlight.js/lib/languages/xml'), ['css', 'javascript']),
  language('XML', 'xml svg rss xsd xsl', () => import('highlight.js/lib/languages/xml')),
  language('HTTP', 'http https', () => import('highlight.js/lib/languages/http')),
  language('Haskell', 'haskell hs', () => import('highlight.js/lib/languages/haskell')),
  language('INI', 'ini toml', () => import('highlight.js/lib/languages/ini')),
  language('JSON', 'json jsonc json5', () => import('highlight.js/lib/languages/json')),
  language('Java', 'java', () => import('highlight.js/lib/languages/java')),
  language('JavaScript', 'javascript js jsx mjs cjs', () => import('highlight.js/lib/languages/javascript'), [
    'xml',
  ]),
  language('Julia', 'julia jl', () => import('highlight.js/lib/languages/julia')),
  language('Kotlin', 'kotlin kt kts', () => import('highlight.js/lib/languages/kotlin')),
  language('LaTeX', 'latex tex', () => import('highlight.js/lib/languages/latex')),
  language('Lisp', 'lisp commonlisp cl', () => import('highlight.js/lib/languages/lisp')),
  language('Lua', 'lua', () => import('highlight.js/lib/languages/lua')),
  language('MATLAB', 'matlab octave', () => import('highlight.js/lib/languages/matlab')),
  language('Makefile', 'makefile make mk', () => import('highlight.js/lib/languages/makefile')),
  language('Markdown', 'markdown md', () => import('highlight.js/lib/languages/markdown'), ['xml']),
  language('OCaml', 'ocaml ml', () => import('highlight.js/lib/languages/ocaml')),
  language('PHP', 'php', () => import('highlight.js/lib/languages/php')),
  language('Pascal', 'pascal delphi', () => import('highlight.js/lib/languages/delphi')),
  language('Perl', 'perl pl', () => import('highlight.js/lib/languages/perl')),
  language('PowerShell', 'powershell ps1 pwsh', () => import('highlight.js/lib/languages/powershell')),
  language('Prolog', 'prolog', () => import('highlight.js/lib/languages/prolog')),
  language('Python', 'python py python3 pycon', () => import('highlight.js/lib/languages/python')),
  language('R', 'r rscript', () => import('highlight.js/lib/languages/r')),
  language('Ruby', 'ruby rb', () => import('highlight.js/lib/languages/ruby')),
  language('Rust', 'rust rs', () => import('highlight.js/lib/languages/rust')),
  language('SCSS', 'scss sass', () => import('highlight.js/lib/languages/scss')),
  language('SQL', 'sql mysql sqlite', () => import('highlight.js/lib/languages/sql')),
  language('PostgreSQL', 'postgresql pgsql postgres', () => import('highlight.js/lib/languages/pgsql')),
  language('Scala', 'scala', () => import('highlight.js/lib/languages/scala')),
  language('Scheme', 'scheme racket', () => import('highlight.js/lib/languages/scheme')),
  language('Terminal', 'shell console terminal', () => import('highlight.js/lib/languages/shell'), ['bash']),
  language('Swift', 'swift', () => import('highlight.js/lib/languages/swift')),
  language('TypeScript', 'typescript ts tsx', () => import('highlight.js/lib/languages/typescript'), ['xml']),
  language('VHDL', 'vhdl', () => import('highlight.js/lib/languages/vhdl')),
  language('Verilog', 'verilog v', () => import('highlight.js/lib/languages/verilog')),
  language('Visual Basic', 'vbnet vb', () => import('highlight.js/lib/languages/vbnet')),
  language('YAML', 'yaml yml', () => import('highlight.js/lib/languages/yaml')),
]
