/** Tells two people of one name apart; nothing for a name that only one has. */
export const NameTag = ({ tag }: { tag: string | undefined }) =>
  tag === undefined ? null : <span className="lectern-name-tag">{tag}</span>
