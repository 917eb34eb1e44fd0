import { EyeIcon, EyeOffIcon } from '@lectern/react/ui'
import { useState, type ComponentProps } from 'react'
import { texts } from '../texts/texts.ts'

const t = texts.signIn

type PasswordInputProps = Omit<ComponentProps<'input'>, 'type' | 'className'> & {
  'data-autofocus'?: '' | undefined
}

/** A password with a button that shows it. */
export const PasswordInput = (props: PasswordInputProps) => {
  const [isShown, setShown] = useState(false)
  return (
    <div className="input-with-button">
      <input
        name="password"
        {...props}
        className="input"
        type={isShown ? 'text' : 'password'}
        autoCapitalize="none"
        spellCheck={false}
      />
      <button
        type="button"
        className="lectern-icon-button"
        aria-label={isShown ? t.hidePassword : t.showPassword}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? <EyeOffIcon /> : <EyeIcon />}
      </button>
    </div>
  )
}
