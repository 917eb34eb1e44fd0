export { faultsOf } from './faults.ts'
