import { createContext } from 'react'

/** Whether an element above has the class `lectern`, which the rules of every part need. */
export const RootContext = createContext(false)
