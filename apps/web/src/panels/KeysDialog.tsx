import { texts } from '../i18n/texts.ts'
import { Layer } from '../ui/Layer.tsx'
import { commandKey, optionKey } from '../ui/shortcuts.ts'

const t = texts.keys

const groups = () => {
  const command = commandKey()
  return [
    {
      title: t.anywhere,
      keys: [
        [t.switcher, [command, 'K']],
        [t.help, [command, '/']],
        [t.details, [command, '.']],
        [t.next, [optionKey(), '↑ ↓']],
        [t.close, ['Esc']],
      ],
    },
    {
      title: t.writing,
      keys: [
        [t.send, ['Enter']],
        [t.newLine, ['Shift', 'Enter']],
        [t.editLast, ['↑']],
      ],
    },
    {
      title: t.reading,
      keys: [
        [t.move, ['↑ ↓']],
        [t.act, ['Tab']],
      ],
    },
  ] as const
}

export const KeyGroups = ({ heading: Heading }: { heading: 'h2' | 'h3' }) =>
  groups().map(({ title, keys }) => (
    <section className="key-group" key={title}>
      <Heading>{title}</Heading>
      <dl className="key-list">
        {keys.map(([meaning, chord]) => (
          <div className="key-row" key={meaning}>
            <dt>{meaning}</dt>
            <dd>
              {chord.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ))

export const KeysDialog = ({ open, onClose }: { open: boolean; onClose(): void }) => (
  <Layer open={open} onClose={onClose} title={t.title}>
    <div className="layer-body">
      <KeyGroups heading="h3" />
    </div>
  </Layer>
)
