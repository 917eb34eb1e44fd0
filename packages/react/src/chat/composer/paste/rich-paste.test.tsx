// @vitest-environment jsdom
// What is pasted from elsewhere reads as it did there: each case is drawn by the component that draws messages.
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { drawnMarks, drawnWords, tidy } from '../../../text/drawn.ts'
import { Markdown } from '../../../text/Markdown.tsx'
import { renderAlone } from '../../../testing/room.tsx'
import { entities } from './entities.ts'
import { htmlAsMarkdown } from './html-as-markdown.ts'

afterEach(cleanup)
beforeAll(() => entities.want())

const drawn = (html: string) => {
  const { container } = renderAlone(<Markdown text={htmlAsMarkdown(html) ?? ''} />)
  return { words: drawnWords(container), marks: drawnMarks(container) }
}

describe('W6 words that look like marks are words', () => {
  test.each([
    '__init__ and __main__',
    '1. is not a list',
    '- 5',
    '# 3',
    '# no heading',
    '> no quote',
    '*not this* and _not this_',
    '**not this** and ~~not this~~',
    '2*3*4 and a_b_c',
    'it costs $5 and $6, or 7$',
    '$x$ is no formula',
    '[x](https://lectern.example) is source',
    '`ticks` and a ` tick',
    'a | b',
    'C:\\temp\\*.txt and \\*',
    '¯\\_(ツ)_/¯',
    '3~5 and ~x~',
    '---',
    '<b> & &amp;',
    'a\\*b\\*c',
    '@Ben & co',
    '![x](https://lectern.example/a.png)',
  ])('%j', (text) => {
    const html = `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p><p><b>end</b></p>`
    const { words, marks } = drawn(html)
    expect(words).toBe(tidy(`${text}\nend`))
    // An address in it is one everywhere.
    expect(marks.filter((mark) => !mark.startsWith('link:https:'))).toEqual(['strong:end'])
  })

  test('also beside each other, where they would be a list', () => {
    expect(drawn('<p>- Ada</p><p>- Ben</p><p>1. May</p><p>2. June</p><b>x</b>')).toEqual({
      words: '- Ada\n- Ben\n1. May\n2. June\nx',
      marks: ['strong:x'],
    })
  })

  test('and in bold text, items, links and cells', () => {
    expect(drawn('<b>__init__ *a*</b>')).toEqual({ words: '__init__ *a*', marks: ['strong:__init__ *a*'] })
    expect(drawn('<ul><li>*a* b</li><li>_c_</li></ul>').words).toBe('• *a* b\n• _c_')
    expect(drawn('<a href="https://lectern.example">a ] b [ c</a>')).toEqual({
      words: 'a ] b [ c (lectern.example)',
      marks: ['link:a ] b [ c'],
    })
  })
})

describe('W6 structure is kept', () => {
  test.each([
    ['<ol start="5"><li>five</li><li>six</li></ol>', '5. five\n6. six', ['ol:2']],
    ['<ol><li>one</li><li value="7">seven</li></ol>', '1. one\n7. seven', ['ol:2']],
    ['use <code>a`b</code> and <code>`</code>', 'use a`b and `', ['code:a`b', 'code:`']],
    ['<pre>a\n```\nb\n```</pre>', 'a\n```\nb\n```', ['pre:a\n```\nb\n```']],
    ['<pre><code class="language-make">all:\n\tgcc</code></pre>', 'all:\n\tgcc', ['pre:all:\n\tgcc']],
    [
      '<ul><li>make<pre>all:\n\n\tgcc</pre></li><li>run</li></ul>',
      '• make\nall:\n\tgcc\n• run',
      ['ul:2', 'pre:all:\n\n\tgcc'],
    ],
    ['<b>&eacute;&euro;&hellip;&lt;&#8364;&#146;</b>', 'é€…<€’', ['strong:é€…<€’']],
    ['<a href="https://a.example/?a=1&copy=2&amp;b=3">x</a>', 'x (a.example)', ['link:x']],
    [
      '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:400">plain </span><span style="font-weight:700">bold</span><span style="font-style:italic"> it</span></p></b>',
      'plain bold it',
      ['strong:bold', 'em:it'],
    ],
    ['x<sup>2</sup> + H<sub>2</sub>O and a<sup>k+1</sup>', 'x² + H₂O and a^(k+1)', []],
    ['<span style="vertical-align:super">n</span><b>x</b>', 'ⁿx', ['strong:x']],
    ['<span style="text-decoration:line-through">old</span> new', 'old new', ['del:old']],
    ['<b>a</b><b>b</b><i><b>c</b></i> d', 'abc d', ['strong:abc']],
    ['<p><b>a<br>b</b></p>', 'a\nb', ['strong:a', 'strong:b']],
    ['<h2><b>Title</b></h2><p>text</p>', 'Title\ntext', ['h:Title']],
    [
      '<ul><li><input type="checkbox" checked>done</li><li><input type="checkbox">open</li></ul>',
      '• done\n• open',
      ['ul:2'],
    ],
    ['<ul><li>one</li><ul><li>inner</li></ul><li>two</li></ul>', '• one\n• inner\n• two', ['ul:2', 'ul:1']],
    ['<blockquote><p>said</p></blockquote><p>answer</p>', 'said\nanswer', ['quote:said']],
    [
      '<table><tr><td>Name</td><td>Points</td></tr><tr><td>Ben</td><td>24 | 26</td></tr><tr><td colspan="2">none</td></tr></table>',
      'Name | Points\nBen | 24 | 26\nnone |',
      ['table'],
    ],
    [
      '<table><tr><td><p>left</p><ul><li>a</li><li>b</li></ul></td><td>right</td></tr></table>',
      'left\n• a\n• b\nright',
      ['ul:2'],
    ],
    ['<p>「<b>A</b>」なので<b>「B」</b>です</p>', '「A」なので「B」です', ['strong:A', 'strong:「B」']],
  ])('%j', (html, words, marks) => {
    const read = drawn(html)
    expect({ ...read, words: tidy(read.words) }).toEqual({ words: tidy(words), marks })
  })

  test('nothing in it is parsed by the browser, however it is written', () => {
    const html = '<b>x</b><img src=x onerror="alert(1)"><svg onload=alert(1)><b>y</b></svg><script>z</script>'
    expect(htmlAsMarkdown(html)).toBe('**x**')
  })
})
