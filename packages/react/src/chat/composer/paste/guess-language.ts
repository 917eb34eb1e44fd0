// Guesses whether pasted text is source code or terminal output, and its language. Counts a few signs of each.

export interface Guess {
  /** The name for a fence; empty for code of an unknown language. */
  language: string
  name: string
}

const SIGNS: readonly (readonly [language: string, name: string, sign: RegExp])[] = [
  ['diff', 'Diff', /^(?:diff --git|@@ -\d|--- \S|\+\+\+ \S)/gmu],
  [
    'console',
    'Terminal',
    /^(?:\$ \S|PS [A-Z]:\\|[\w-]+@[\w-]+:\S*[$#] |C:\\\S*>|>>> |Traceback \(most recent|\s+at \S+\(.*:\d+\))/gmu,
  ],
  ['html', 'HTML', /<!doctype html|<\/(?:html|head|body|div|span|p|ul|li|a|script|style|table)>/giu],
  ['json', 'JSON', /^\s*(?:[{[]\s*)?"[^"\n]+"\s*:\s*(?:["\d{[]|true|false|null)/gmu],
  ['php', 'PHP', /<\?php|\$\w+\s*=[^=]|\becho\s+["'$]|\$this->/gu],
  [
    'python',
    'Python',
    /^\s*(?:def \w+\(.*\).*:|class \w+.*:|from \w[\w.]* import |import \w+(?: as \w+)?$|elif .*:|for \w+ in .*:|while .*:|if .*:|@\w+|print\()/gmu,
  ],
  [
    'java',
    'Java',
    /\b(?:public|private|protected)\s+(?:static\s+|final\s+)*(?:class|void|int|String|boolean|double)\b|System\.out\.print|^import java\./gmu,
  ],
  ['csharp', 'C#', /^using [A-Z][\w.]*;|Console\.(?:Write|Read)|\bnamespace \w+|\bpublic \w+ \w+ \{ get;/gmu],
  [
    'cpp',
    'C++',
    /\bstd::|\bcout\s*<<|\bcin\s*>>|\busing namespace std\b|#include <(?:iostream|vector|string|map)>|\btemplate\s*</gu,
  ],
  ['c', 'C', /^#include [<"]\w+\.h[>"]|\bint main\s*\(|\bprintf\s*\(|\bmalloc\s*\(|^#define /gmu],
  [
    'typescript',
    'TypeScript',
    /\binterface \w+ \{|:\s*(?:string|number|boolean)\b\s*[;,)=|]|\bas const\b|^export type /gmu,
  ],
  [
    'javascript',
    'JavaScript',
    /\b(?:const|let|var) [\w{[][^=\n]*=|=>|\bfunction\s*\w*\(|console\.log|===|\brequire\(|^(?:export|import) .* from /gmu,
  ],
  ['rust', 'Rust', /\bfn \w+\(|\blet mut\b|println!|\bimpl\b.*\{|&mut |-> Result</gu],
  ['go', 'Go', /^package \w+$|^func (?:\(.*\) )?\w+\(|\bfmt\.Print|:= /gmu],
  [
    'sql',
    'SQL',
    /\bSELECT\b[\s\S]{1,400}?\bFROM\b|\bINSERT INTO\b|\bCREATE TABLE\b|\bUPDATE \w+ SET\b|\bGROUP BY\b|\bJOIN \w+ ON\b/gu,
  ],
  ['css', 'CSS', /^[.#]?[\w-][\w\s.#:>,-]{0,200}\{\s*$|^\s+[a-z-]+:\s*[^;{}\n]+;$/gmu],
  [
    'bash',
    'Bash',
    /^#!\/\S*sh|^\s*(?:sudo|apt|cd|ls|mkdir|export|echo|git|npm|pip|curl|chmod) [^\n]*|\bfi$|\bdone$|; then$|; do$/gmu,
  ],
  ['latex', 'LaTeX', /\\(?:documentclass|usepackage|begin|end|section)\b\{?/gu],
  ['haskell', 'Haskell', /^\w+ :: .*->|^module \w+|\bwhere$|^import qualified /gmu],
  ['matlab', 'MATLAB', /^\s*function .*=.*\(|^\s*end;?$|\bfprintf\(|\bzeros\(|^%/gmu],
  ['r', 'R', /<- (?:function|c\(|data|read)|\blibrary\(\w+\)|%>%|\bggplot\(/gu],
]

const LEAST_LINES = 2
/** Prose has fewer signs by accident. */
const LEAST_SIGNS = 2
const CODE_LINE = /[;{}]\s*$|^\s{2,}\S|^\t|^\s*(?:\/\/|#|\/\*|\*)|\w+\([^)]*\)\s*$|[=!<>]=|=>|->|&&|\|\|/u
const LEAST_PART = 0.6

/** The beginning is enough, also of a line: the signs above look for more of one from each of its words. */
const MAX_CHARS = 8_000
const MAX_LINE_CHARS = 200

/** Undefined for prose. */
export const guessLanguage = (pasted: string): Guess | undefined => {
  const lines = pasted
    .slice(0, MAX_CHARS)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.slice(0, MAX_LINE_CHARS))
  if (lines.length < LEAST_LINES) return undefined
  const part = lines.filter((line) => CODE_LINE.test(line)).length / lines.length
  const [best, signs] = mostSigns(lines.join('\n'))
  // Half the lines of a short program have a sign of their language.
  if (best && signs >= Math.max(LEAST_SIGNS, lines.length / 8)) return best
  return part >= LEAST_PART && lines.length > LEAST_LINES ? { language: '', name: '' } : undefined
}

const mostSigns = (text: string): [Guess | undefined, number] => {
  let best: Guess | undefined
  let most = 0
  for (const [language, name, sign] of SIGNS) {
    const count = text.match(sign)?.length ?? 0
    if (count > most) {
      best = { language, name }
      most = count
    }
  }
  return [best, most]
}
