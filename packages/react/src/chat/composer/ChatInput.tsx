import { useId, useState } from 'react'
import type { ConversationSummary } from '@lectern/client'
import { useLabels } from '../../context/texts-context.ts'
import { SendAsFile } from './SendAsFile.tsx'
import { Tray } from '../../attachments/Tray.tsx'
import { filesIn, useAttach } from '../../attachments/use-attach.ts'
import { useConversation, useConversationHandle } from '../../hooks/hooks.ts'
import { useReaders } from '../../hooks/use-readers.ts'
import { useSnapshot, useStore } from '../../hooks/use-store.ts'
import { SimilarQuestions } from '../../questions/SimilarQuestions.tsx'
import { SuggestedReply } from '../../questions/SuggestedReply.tsx'
import { isTouch } from '../../core/is-touch.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { CharacterCount, isTooLong } from './CharacterCount.tsx'
import { ComposerBar } from './ComposerBar.tsx'
import { ComposerField } from './ComposerField.tsx'
import { ComposerPreview } from './ComposerPreview.tsx'
import { ComposerTools } from './ComposerTools.tsx'
import { LazyMakingCard } from '../../cards/lazy-dialogs.ts'
import { LazyLaterDialog } from '../../planned/LaterButton.tsx'
import { SelectionBar } from '../../cards/SelectionBar.tsx'
import { PasteHint } from './paste/PasteHint.tsx'
import { useComposer } from './use-composer.ts'

export interface ChatInputProps {
  conversationId: string
  /** Replies in this thread. */
  threadId?: string | undefined
  /** The reason why the conversation is read-only; it replaces the composer. */
  readOnlyReason?: string | undefined
  /** Takes the focus when shown; by default only with a pointer, so that no keyboard opens on a phone. */
  autoFocus?: boolean
}

/** The composer. It never waits for the network: messages are queued offline. */
export const ChatInput = ({ conversationId, threadId, readOnlyReason, autoFocus }: ChatInputProps) => {
  if (readOnlyReason !== undefined) return <div className="lectern-readonly">{readOnlyReason}</div>
  const key = `${conversationId} ${threadId ?? ''}`
  return (
    <PartBoundary scope={key}>
      <Composer
        key={key}
        conversationId={conversationId}
        threadId={threadId}
        autoFocus={autoFocus ?? !isTouch()}
      />
    </PartBoundary>
  )
}

type ComposerProps = Pick<ChatInputProps, 'conversationId' | 'threadId'> & { autoFocus: boolean }

/** From top to bottom: the bar (reply or edit), the field with its tools, notes about the text. */
const Composer = ({ conversationId, threadId, autoFocus }: ComposerProps) => {
  const id = useId()
  const composer = useComposer(conversationId, threadId)
  const attach = useAttach(conversationId)
  const summary = useConversation(conversationId)
  const making = useSnapshot(composer.view.making)
  const handle = useConversationHandle(conversationId)
  const [isLater, setLater] = useState(false)
  const isSelecting = useStore(composer.view.selected, (chosen) => chosen !== undefined)
  const about = ['mode', 'asking', 'readers', 'notice', 'count'].map((part) => `${id}-${part}`)
  if (isSelecting) return <SelectionBar view={composer.view} handle={handle} />
  return (
    <div
      className="lectern-composer"
      onPaste={(event) => {
        const files = filesIn(event.clipboardData)
        if (files.length === 0) return
        event.preventDefault()
        attach(files)
      }}
    >
      <ComposerBar composer={composer} id={id} />
      {summary && <Readers id={`${id}-readers`} summary={summary} />}
      <ComposerPreview composer={composer} />
      <PasteHint composer={composer} />
      <SimilarQuestions composer={composer} />
      <SuggestedReply composer={composer} threadId={threadId} />
      <form
        className="lectern-composer-field"
        onSubmit={(event) => {
          event.preventDefault()
          composer.submit()
        }}
      >
        {composer.composing.mode !== 'edit' && <Tray conversationId={conversationId} />}
        <ComposerField
          composer={composer}
          autoFocus={autoFocus}
          describedBy={about.join(' ')}
          invalid={isTooLong(composer.text)}
        />
        <ComposerTools composer={composer} onLater={() => setLater(true)} />
      </form>
      {making && (
        <LazyMakingCard type={making} handle={handle} onClose={() => composer.view.making.set(undefined)} />
      )}
      {isLater && <LazyLaterDialog composer={composer} onClose={() => setLater(false)} />}
      <CharacterCount id={`${id}-count`} text={composer.text} />
      <SendAsFile composer={composer} />
    </div>
  )
}

/** Spoken with the field, so that the writer knows who will read. */
const Readers = ({ id, summary }: { id: string; summary: ConversationSummary }) => (
  <p id={id} className="lectern-hidden">
    {useLabels().whoCanRead(useReaders(summary))}
  </p>
)
