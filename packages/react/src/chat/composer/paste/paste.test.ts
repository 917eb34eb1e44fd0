import { describe, expect, test } from 'vitest'
import { guessLanguage } from './guess-language.ts'
import { htmlAsMarkdown } from './html-as-markdown.ts'
import { convertPaste, type Clip } from './paste.ts'

const clip = (rest: Partial<Clip>): Clip => ({
  plain: '',
  html: '',
  before: '',
  selected: '',
  after: '',
  ...rest,
})

/** Quadratic work takes minutes, linear work a second: this tells them apart on any machine. */
const ENDLESS_MS = 120_000

describe('code is recognised by its signs', () => {
  test.each([
    ['python', 'def f(x):\n    return x ** 2\n\nprint(f(3))'],
    ['python', 'import math\nfrom os import path\nx = math.sqrt(2)'],
    [
      'java',
      'public class A {\n  public static void main(String[] args) {\n    System.out.println("x");\n  }\n}',
    ],
    ['c', '#include <stdio.h>\nint main(void) {\n  printf("x");\n  return 0;\n}'],
    ['cpp', '#include <iostream>\nusing namespace std;\nint main() { cout << 1; }'],
    ['csharp', 'using System;\nclass A { static void Main() { Console.WriteLine(1); } }'],
    ['javascript', 'const a = [1, 2]\nconst b = a.map((x) => x + 1)\nconsole.log(b)'],
    ['typescript', 'interface A { \n  x: number;\n  y: string;\n}\nexport type B = A'],
    ['html', '<ul>\n  <li>one</li>\n  <li>two</li>\n</ul>'],
    ['css', '.a {\n  color: red;\n  margin: 0;\n}'],
    ['json', '{\n  "a": 1,\n  "b": [true]\n}'],
    ['sql', 'SELECT name FROM people\nJOIN tasks ON tasks.id = people.id\nGROUP BY name'],
    ['bash', '#!/bin/bash\nfor f in *; do\n  echo "$f"\ndone'],
    ['console', '$ npm test\n> vitest run\n$ git status'],
    ['console', 'ada@lab:~$ ls\nnotes.txt\nada@lab:~$ cat notes.txt'],
    ['console', 'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n>>> 1 / 0'],
    ['diff', '--- a.txt\n+++ b.txt\n@@ -1,2 +1,2 @@\n-x\n+y'],
    ['rust', 'fn main() {\n    let mut x = 1;\n    println!("{}", x);\n}'],
    ['go', 'package main\n\nfunc main() {\n\tx := 1\n\tfmt.Println(x)\n}'],
    ['latex', '\\begin{align}\na &= b\n\\end{align}'],
    ['', 'begin_thing(1)\n  step(2)\n  step(3)\nfinish(4)'],
  ])('as %s: %j', (language, code) => {
    expect(guessLanguage(code)?.language).toBe(language)
  })

  test.each([
    'print(1)',
    'Hello Ben,\nplease read chapter 4.\nFor Thursday do the tasks.',
    '- one\n- two\n- three',
    '1. First, import the data.\n2. Then select from the list.\n3. Print it.',
    'Dear all,\n\nif you are ill: stay at home.\nElse: come at 9.\n\nAda',
    'Results:\nBen 24 of 26\nChloe 19 of 26',
    'Is it x = 1?\nOr is it x = 2?',
    'مرحبا\nكيف الحال\nشكرا',
  ])('and %j is none', (text) => {
    expect(guessLanguage(text)).toBeUndefined()
  })
})

describe('rich text keeps its structure', () => {
  test.each([
    ['<p>Read <b>this</b> and <i>that</i>.</p>', 'Read **this** and _that_.'],
    ['<p>Read <strong>this </strong>now</p>', 'Read **this** now'],
    [
      '<a href="https://lectern.example/a?b=c&amp;d=e">page</a> x',
      '[page](https://lectern.example/a?b=c&d=e) x',
    ],
    ['<a href="https://lectern.example">https://lectern.example</a>', 'https://lectern.example'],
    ['<a href="https://lectern.example/a_(b)">page</a>', '[page](https://lectern.example/a_%28b%29)'],
    ['<a href="javascript:alert(1)">page</a> and <b>x</b>', 'page and **x**'],
    ['<ul><li>one</li><li>two<ul><li>inner</li></ul></li></ul>', '- one\n- two\n  - inner'],
    ['<ol><li>one<li>two</ol>', '1. one\n2. two'],
    ['<h2>Title</h2><p>text</p>', '## Title\n\ntext'],
    ['<blockquote><p>said</p><p>more</p></blockquote>', '> said\n>\n> more'],
    ['<pre><code>if (a &lt; b) {\n  x *= 2\n}</code></pre>', '```\nif (a < b) {\n  x *= 2\n}\n```'],
    ['use <code>a * b</code> or 2*3', 'use `a * b` or 2*3'],
    ['<b style="font-weight:normal"><p>plain <b>bold</b></p></b>', 'plain **bold**'],
    [
      '<html><head><style>b { x: y }</style><title>T</title></head><body><!--StartFragment--><b>x</b><!--EndFragment--></body>',
      '**x**',
    ],
    [
      '<p class=MsoListParagraph><![if !supportLists]>·&nbsp;&nbsp;<![endif]>one</p><p><b>x</b></p>',
      '- one\n\n**x**',
    ],
    ['<b>&#60;img src=x onerror=alert(1)&#62;</b>', '**<img src=x onerror=alert(1)>**'],
    ['<script>alert(1)</script><b>x</b><svg><b>y</b></svg>', '**x**'],
    ['<b>unclosed <i>nested', '**unclosed _nested_**'],
    ['</b></i><b>x</b>', '**x**'],
    ['a<br><b>b</b>', 'a\n**b**'],
  ])('%j is %j', (html, markdown) => {
    expect(htmlAsMarkdown(html)).toBe(markdown)
  })

  test.each(['', 'plain', '<div><span style="color:red">plain</span></div>', '<p>one</p><p>two</p>'])(
    '%j has none',
    (html) => expect(htmlAsMarkdown(html)).toBeUndefined(),
  )

  test.each([
    '<',
    '<b',
    '<b>',
    '<b><',
    '&#',
    '<!--',
    '</',
    '<a href=" ',
    '<li>',
    '<div>',
    '<ul><li>',
    '<blockquote>a',
  ])(
    '60,000 characters of %j are read',
    (piece) => {
      expect(htmlAsMarkdown(`<b>x</b>${piece.repeat(60_000 / piece.length)}`)).toContain('x')
    },
    ENDLESS_MS,
  )
})

describe('pasted text', () => {
  test('over words becomes their link if it is a URL', () => {
    const plain = 'https://lectern.example/a_(b)'
    expect(convertPaste(clip({ plain, selected: 'the page' }))).toEqual({
      text: '[the page](https://lectern.example/a_%28b%29)',
    })
    expect(convertPaste(clip({ plain, selected: 'https://other.example' }))).toBeUndefined()
    expect(convertPaste(clip({ plain }))).toBeUndefined()
  })

  test('keeps its structure, and is available as plain text', () => {
    expect(convertPaste(clip({ plain: 'a b', html: '<b>a</b> b' }))).toEqual({
      text: '**a** b',
      offer: { kind: 'plain', text: 'a b' },
    })
    expect(convertPaste(clip({ plain: 'a b', html: '<p><b></b>a b</p>' }))).toBeUndefined()
  })

  test('is offered as code if it looks like it, on lines of its own', () => {
    const plain = 'import math\r\nprint(math.pi)\r\n'
    expect(convertPaste(clip({ plain, html: '<pre>import</pre>', before: 'Look: ', after: ' ok' }))).toEqual({
      text: 'import math\nprint(math.pi)\n',
      offer: { kind: 'code', name: 'Python', text: '\n```python\nimport math\nprint(math.pi)\n```\n' },
    })
  })

  test('has a longer fence than those in it', () => {
    const offer = convertPaste(clip({ plain: 'import math\nprint(1)\n```' }))?.offer
    expect(offer?.text).toBe('````python\nimport math\nprint(1)\n```\n````')
  })

  test.each(['\n', ' ', 'SELECT ', 'a(', '"', '$ ', 'if ', '{', '@'])(
    '60,000 characters of %j are looked at',
    (piece) => {
      const plain = `x\n${piece.repeat(60_000 / piece.length - 2)}`
      expect(convertPaste(clip({ plain }))?.text ?? plain).toContain(plain.trimEnd())
    },
    ENDLESS_MS,
  )

  test('inside code stays unchanged', () => {
    expect(convertPaste(clip({ plain: 'import math\nprint(1)', before: '```python\n' }))).toBeUndefined()
    expect(convertPaste(clip({ plain: 'x', html: '<b>x</b>', before: 'use `' }))).toBeUndefined()
  })
})
