/** Offered first, in the order in which classes use them. */
export const QUICK_REACTIONS = ['👍', '❤️', '😂', '🎉', '🤔', '👀', '✅', '🙏'] as const

export interface Emoji {
  emoji: string
  /** English words to find it by; the first few name it. */
  words: string
}

// One per line: the emoji, then the words.
const TABLE = `
👍 thumbs up yes good agree
👎 thumbs down no disagree
❤️ red heart love
😂 tears of joy laugh funny
🎉 party celebrate congratulations
🤔 thinking hmm wonder
👀 eyes look seen
✅ check done correct
🙏 thank you please folded hands
😀 grinning smile happy
😄 smiling eyes happy
😁 beaming grin
😅 sweat smile nervous relief
🤣 rolling laughing
🙂 slight smile
🙃 upside down silly
😉 wink
😊 blush warm smile
😇 angel innocent halo
🥰 smiling hearts love
😍 heart eyes love
🤩 star struck wow
😘 kiss
😋 yum tasty
😎 cool sunglasses
🤓 nerd glasses study
🧐 monocle inspect
🥳 party face birthday
😏 smirk
😐 neutral
😑 expressionless
😶 no mouth silent
🙄 eye roll
😬 grimace awkward
🤥 lying
😌 relieved calm
😔 pensive sad
😪 sleepy
😴 sleeping tired
🤒 sick thermometer ill
🤕 bandage hurt
🤯 mind blown exploding
😕 confused
😟 worried
🙁 frown sad
😮 open mouth surprised
😲 astonished
🥺 pleading please
😢 crying sad tear
😭 sobbing crying
😤 triumph huff
😠 angry
😡 furious angry
😱 scream fear
😳 flushed embarrassed
🥵 hot
🥶 cold
🤗 hug
🤫 quiet shush
🤝 handshake deal
👋 wave hello bye
✋ raised hand question stop
🙋 raising hand question
🤚 back of hand
👌 ok perfect
✌️ victory peace
🤞 fingers crossed luck
👏 clap applause well done
🙌 hooray raised hands
💪 strong muscle
🫶 heart hands
☝️ point up first
👉 point right
👇 point down
✍️ writing
💯 hundred perfect full marks
🔥 fire great
✨ sparkles
⭐ star
🌟 glowing star
💡 idea light bulb
❓ question mark
❗ exclamation mark important
⚠️ warning
❌ cross wrong no
🚀 rocket launch
🎯 target goal
🏆 trophy win
🥇 gold medal first
🎂 cake birthday
☕ coffee break
🍎 apple teacher
📚 books study
📖 open book reading
📝 memo notes homework
✏️ pencil write
📐 triangle ruler geometry
📈 chart up progress
🧮 abacus count maths
🧪 test tube chemistry
🔬 microscope science
🧬 dna biology
🌍 earth world geography
🎨 art palette
🎵 music note
💻 laptop computer
🐛 bug
⏰ alarm clock time
📅 calendar date
🎓 graduation degree
🏫 school
🌈 rainbow
☀️ sun
🌱 seedling grow
`

let parsed: readonly Emoji[] | undefined

/** A small set that covers most of what classes write; the keyboard of the system has the rest. */
export const allEmoji = (): readonly Emoji[] => (parsed ??= TABLE.trim().split('\n').map(parse))

const parse = (line: string): Emoji => {
  const space = line.indexOf(' ')
  return { emoji: line.slice(0, space), words: line.slice(space + 1) }
}

/** Those whose words begin with every word typed. */
export const findEmoji = (typed: string): readonly Emoji[] => {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return allEmoji().filter(({ emoji, words }) =>
    wanted.every((word) => emoji === word || ` ${words}`.includes(` ${word}`)),
  )
}
