import { useId } from 'react'

interface SelectFieldProps<Value extends string> {
  label: string
  value: NoInfer<Value>
  /** In their order, each with its words. */
  options: readonly (readonly [Value, string])[]
  /** Called at each change. */
  onChange(value: Value): void
}

/** One of a few, under its name. */
export const SelectField = <Value extends string>({
  label,
  value,
  options,
  onChange,
}: SelectFieldProps<Value>) => {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={({ target }) => {
          const chosen = options[target.selectedIndex]
          if (chosen) onChange(chosen[0])
        }}
      >
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}
