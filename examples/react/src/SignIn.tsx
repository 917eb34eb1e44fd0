import { reasonOf, useChat, useLabels } from '@lectern/react'
import { useState, type FormEvent } from 'react'

/** With an account of Lectern. A platform with its own sign-in gives `Chat` a `getToken` instead. */
export const SignIn = () => {
  const chat = useChat()
  const labels = useLabels()
  const [refusal, setRefusal] = useState<string>()
  const signIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setRefusal(undefined)
    try {
      await chat.session.signIn(form.get('email') as string, form.get('password') as string)
    } catch (error) {
      setRefusal(reasonOf(error, labels))
    }
  }
  return (
    <form className="platform-sign-in" onSubmit={(event) => void signIn(event)}>
      <label>
        Email <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit">Sign in</button>
      {refusal !== undefined && <p role="alert">{refusal}</p>}
    </form>
  )
}
