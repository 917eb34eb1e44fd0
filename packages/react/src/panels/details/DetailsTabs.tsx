import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { dotted } from '../../labels/dotted.ts'
import { stepFocus } from '../../ui/step-focus.ts'
import { Tip } from '../../ui/Tip.tsx'
import { useTip } from '../../ui/use-tip.ts'

export interface TabItem {
  id: string
  title: string
  icon?: ReactNode
  count?: number
  /** The count in words. */
  counted?: string
}

interface TabsProps {
  label: string
  /** Where its ids begin. */
  place: string
  tabs: readonly TabItem[]
  shown: string
  onChoose: (id: string) => void
}

export const tabIdOf = (place: string, id: string): string => `${place}-tab-${id}`

/** A row of icons that tell their names; one stop for Tab, arrows within, which choose at once. */
export const DetailsTabs = ({ label, place, tabs, shown, onChoose }: TabsProps) => {
  const step = (event: KeyboardEvent<HTMLElement>) => {
    stepFocus(event, '[role=tab]')
    const reached = tabs.find(({ id }) => tabIdOf(place, id) === document.activeElement?.id)
    if (reached && reached.id !== shown) onChoose(reached.id)
  }
  return (
    <div className="lectern-details-tabs" role="tablist" aria-label={label} onKeyDown={step}>
      {tabs.map((tab) => (
        <Tab key={tab.id} tab={tab} place={place} isShown={tab.id === shown} onChoose={onChoose} />
      ))}
    </div>
  )
}

/** Before a tip is shown to a pointer that only passes. */
const TIP_MS = 400

interface TabProps extends Pick<TabsProps, 'place' | 'onChoose'> {
  tab: TabItem
  isShown: boolean
}

const Tab = ({ tab, place, isShown, onChoose }: TabProps) => {
  const { id, title, icon, count, counted } = tab
  const button = useRef<HTMLButtonElement>(null)
  const { shown, handlers, tip } = useTip(TIP_MS)
  const name = dotted(title, counted)
  return (
    <>
      <button
        ref={button}
        type="button"
        className="lectern-details-tab"
        role="tab"
        id={tabIdOf(place, id)}
        aria-label={name}
        aria-selected={isShown}
        aria-controls={isShown ? `${place}-panel` : undefined}
        tabIndex={isShown ? 0 : -1}
        onClick={() => onChoose(id)}
        {...handlers}
      >
        {icon ?? <span aria-hidden="true">{Array.from(title)[0]}</span>}
        {count !== undefined && (
          <span className="lectern-details-tab-count" aria-hidden="true">
            {count > 99 ? '99+' : count}
          </span>
        )}
      </button>
      {shown && (
        <Tip id={`${tabIdOf(place, id)}-tip`} anchor={button} {...tip}>
          {name}
        </Tip>
      )}
    </>
  )
}
