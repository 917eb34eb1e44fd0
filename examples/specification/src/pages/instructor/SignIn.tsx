import { useChat } from '@lectern/react'
import { useState, type FormEvent } from 'react'

/** With an account of Lectern. A platform with its own sign-in gives `Chat` a `getToken` instead. */
export const SignIn = () => {
  const chat = useChat()
  const [refused, setRefused] = useState(false)
  const signIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setRefused(false)
    await chat.session
      .signIn(form.get('email') as string, form.get('password') as string)
      .catch(() => setRefused(true))
  }
  return (
    <form className="sign-in" onSubmit={(event) => void signIn(event)}>
      <label>
        Email <input name="email" type="email" required />
      </label>
      <label>
        Password <input name="password" type="password" required />
      </label>
      <button type="submit">Sign in</button>
      {refused && <p role="alert">Wrong email or password.</p>}
    </form>
  )
}
