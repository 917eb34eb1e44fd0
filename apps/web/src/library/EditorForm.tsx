import { LIMITS, type Document, type DocumentImage } from '@lectern/protocol'
import { Changes, DocumentText } from '@lectern/react'
import { Alert, letterOf, useSaid, WarningIcon } from '@lectern/react/ui'
import { useDeferredValue, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { texts } from '../texts/texts.ts'
import { describe } from '../ui/report.ts'
import { ImageButton } from './ImageButton.tsx'
import { EditorImages } from './EditorImages.tsx'
import { LanguageField } from './LanguageField.tsx'
import { useImages } from './use-images.ts'
import type { Editor } from './use-editor.ts'

const t = texts.library

interface EditorFormProps {
  editor: Editor
  format: Document['format']
  /** The key of its draft. */
  editorKey: string
  /** The images at the start of editing. */
  images?: readonly DocumentImage[] | undefined
  /** The text at the start of editing. */
  before: string
  /** Beside the language, between the title and the text. */
  children?: ReactNode
}

const NONE: readonly DocumentImage[] = []

/** A text and, beside it, its preview. */
export const EditorForm = ({
  editor,
  editorKey,
  format,
  before,
  images = NONE,
  children,
}: EditorFormProps) => {
  const { written, write, save, shown } = editor
  const preview = useDeferredValue(shown.content)
  const area = useRef<HTMLTextAreaElement>(null)
  const taking = useImages(editor, area)
  const hasImages = format === 'markdown'
  const [side, setSide] = useState<'write' | 'preview'>('write')
  const onKeyDown = (event: KeyboardEvent) => {
    if (letterOf(event) !== 's' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    void save()
  }
  return (
    // Handles keys of the fields in it.
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
      <div className="editor-place">
        {children}
        <LanguageField editor={editor} />
      </div>
      <div className="editor-tools">
        <fieldset className="segments editor-sides">
          <legend className="visually-hidden">{t.sides}</legend>
          {(['write', 'preview'] as const).map((value) => (
            <label className="segment" key={value}>
              <input type="radio" name="side" checked={value === side} onChange={() => setSide(value)} />
              <span>{t[value === 'write' ? 'writeSide' : 'previewSide']}</span>
            </label>
          ))}
        </fieldset>
        {hasImages && <ImageButton onFiles={taking.take} />}
      </div>
      {hasImages && <EditorImages editor={editor} editorKey={editorKey} />}
      <div className="editor-panes" data-side={side}>
        <textarea
          ref={area}
          {...(hasImages && taking.handlers)}
          className="input editor-text"
          dir="auto"
          value={written.content}
          placeholder={format === 'markdown' ? t.contentHint : ''}
          aria-label={t.contentLabel}
          onChange={(event) => write({ content: event.target.value })}
        />
        <section className="editor-preview lectern" aria-label={t.previewSide}>
          <DocumentText document={{ content: preview, format, images: [...images, ...shown.images] }} />
        </section>
      </div>
    </div>
  )
}

const Notices = ({ editor, before }: { editor: Editor; before: string }) => {
  const { conflict, error, isKept, isChanged, written, discard, overwrite } = editor
  const showsKept = isKept && isChanged && !conflict
  useSaid(showsKept ? t.kept : undefined)
  return (
    <>
      {showsKept && (
        <p className="editor-notice">
          <span>{t.kept}</span>
          <button type="button" className="button button-quiet" onClick={discard}>
            {t.discard}
          </button>
        </p>
      )}
      {error !== undefined && (
        <Alert className="editor-notice editor-trouble">
          <WarningIcon />
          <span>{t.notSaved(describe(error))}</span>
        </Alert>
      )}
      {conflict && (
        <Alert as="section" className="editor-notice editor-conflict">
          <p>
            <strong>{t.conflict(conflict.version)}</strong>
            <span>{` ${t.conflictKept}`}</span>
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
        </Alert>
      )}
    </>
  )
}
