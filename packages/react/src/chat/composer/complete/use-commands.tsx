import { useChatEnvironment } from '../../../context/chat-context.ts'
import { useHost, type SlashCommand } from '../../../context/host-context.ts'
import { useLabels } from '../../../context/texts-context.ts'
import { CodeIcon, KeyboardIcon, MathIcon, QuestionIcon, SmileIcon } from '../../../ui/icons.tsx'
import { readSelection } from '../../../ui/edit-text.ts'
import { wrapInFence } from '../writing/format.ts'
import { useCardCommands } from '../../../cards/use-card-commands.tsx'
import type { Composer } from '../../../rows/composer.ts'

/** The entries of the slash menu: Lectern's own and the host's. */
export const useCommands = ({ area, edit, view, setPickingEmoji }: Composer): readonly SlashCommand[] => {
  const { help } = useChatEnvironment()
  const labels = useLabels()
  const { commands } = useHost()
  const cards = useCardCommands(view)
  const block = (fence: string) => () => area.current && edit(wrapInFence(readSelection(area.current), fence))
  const { question, code, math, emoji, keys } = labels.commands
  const ask = () => view.asking.set(true)
  return [
    { id: 'question', label: question, icon: <QuestionIcon size={18} />, run: ask },
    { id: 'code', label: code, icon: <CodeIcon size={18} />, run: block('```') },
    { id: 'math', label: math, icon: <MathIcon size={18} />, run: block('$$') },
    { id: 'emoji', label: emoji, icon: <SmileIcon size={18} />, run: () => setPickingEmoji(true) },
    ...cards,
    ...commands,
    { id: 'help', label: keys, icon: <KeyboardIcon size={18} />, run: () => help.set(true) },
  ]
}
