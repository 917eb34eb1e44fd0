import './heard.ts'
import '../../examples/specification/src/main.tsx'
