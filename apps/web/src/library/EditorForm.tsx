import { LIMITS, type Document } from '@lectern/protocol'
import { Changes, DocumentText } from '@lectern/react'
import { useDeferredValue, useState, type KeyboardEvent, type ReactNode } from 'react'
import { texts } from '../i18n/texts.ts'
import { Icon } from '../ui/Icon.tsx'
import { describe } from '../ui/report.ts'
import type { Editor } from './use-editor.ts'

const t = texts.library

interface EditorFormProps {
  editor: Editor
  format: Document['format']
  /** What it said when the editing began. */
  before: string
  /** Between the title and the text. */
  children?: ReactNode
}

/** A text and, beside it, how it will look. */
export const EditorForm = ({ editor, format, before, children }: EditorFormProps) => {
  const { written, write, save } = editor
  const preview = useDeferredValue(written.content)
  const [side, setSide] = useState<'write' | 'preview'>('write')
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 's' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    void save()
  }
  return (
    // Keys of the fields in it.
    <div className="editor" onKeyDown={onKeyDown}>
      <Notices editor={editor} before={before} />
      <input
        className="input editor-title"
        value={written.title}
        maxLength={LIMITS.title_chars}
        placeholder={t.titleHint}
        aria-label={t.titleLabel}
        onChange={(event) => write({ title: event.target.value })}
      />
      {children}
      <fieldset className="segments editor-sides">
        <legend className="visually-hidden">{t.sides}</legend>
        {(['write', 'preview'] as const).map((value) => (
          <label className="segment" key={value}>
            <input type="radio" name="side" checked={value === side} onChange={() => setSide(value)} />
            {t[value === 'write' ? 'writeSide' : 'previewSide']}
          </label>
        ))}
      </fieldset>
      <div className="editor-panes" data-side={side}>
        <textarea
          className="input editor-text"
          dir="auto"
          value={written.content}
          placeholder={format === 'markdown' ? t.contentHint : ''}
          aria-label={t.contentLabel}
          onChange={(event) => write({ content: event.target.value })}
        />
        <section className="editor-preview lectern" aria-label={t.previewSide}>
          <DocumentText document={{ content: preview, format }} />
        </section>
      </div>
    </div>
  )
}

const Notices = ({ editor, before }: { editor: Editor; before: string }) => {
  const { conflict, error, isKept, isChanged, written, discard, overwrite } = editor
  return (
    <>
      {isKept && isChanged && !conflict && (
        <p className="editor-notice" role="status">
          {t.kept}
          <button type="button" className="button button-quiet" onClick={discard}>
            {t.discard}
          </button>
        </p>
      )}
      {error !== undefined && (
        <p className="editor-notice editor-trouble" role="alert">
          <Icon name="warning" />
          {t.notSaved(describe(error))}
        </p>
      )}
      {conflict && (
        <section className="editor-notice editor-conflict" role="alert">
          <p>
            <strong>{t.conflict(conflict.version)}</strong> {t.conflictKept}
          </p>
          <details>
            <summary>{t.theirChanges}</summary>
            <Changes before={before} after={conflict.content} />
          </details>
          <details>
            <summary>{t.difference}</summary>
            <Changes before={conflict.content} after={written.content} />
          </details>
          <div className="actions">
            <button type="button" className="button" onClick={overwrite}>
              {t.keepMine(conflict.version + 1)}
            </button>
            <button type="button" className="button button-quiet" onClick={discard}>
              {t.takeTheirs}
            </button>
          </div>
        </section>
      )}
    </>
  )
}
