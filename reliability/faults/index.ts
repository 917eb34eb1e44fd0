import type { Fault } from '../fault.ts'
import { backupUnderLoad } from './backup-under-load.ts'
import { badInput } from './bad-input.ts'
import { blackHole } from './black-hole.ts'
import { blockedSockets } from './blocked-sockets.ts'
import { browser } from './browser.ts'
import { captivePortal } from './captive-portal.ts'
import { clientStorageFull, clientStorageHangs } from './client-storage.ts'
import { clockStep } from './clock-step.ts'
import { nodeFaults } from './nodes.ts'
import { killedAfterCommit, killedAnywhere, killedBeforeCommit } from './crash.ts'
import { flakyNetwork } from './flaky-network.ts'
import { intermediary } from './intermediary.ts'
import { longCut } from './long-cut.ts'
import { lostRefresh } from './lost-refresh.ts'
import { powerCut } from './power-cut.ts'
import { removedMember } from './removed-member.ts'
import { restart } from './restart.ts'
import { restore } from './restore.ts'
import { revoked } from './revoked.ts'
import { slowReader } from './slow-reader.ts'
import { storageFull } from './storage-full.ts'
import { sync } from './sync.ts'
import { tokens } from './tokens.ts'
import { twoStarts } from './two-starts.ts'
import { twoAccounts } from './two-accounts.ts'

/** The rows of the fault matrix. */
export const faults: readonly Fault[] = [
  sync,
  powerCut,
  killedAfterCommit,
  killedBeforeCommit,
  killedAnywhere,
  restart,
  longCut,
  flakyNetwork,
  blackHole,
  blockedSockets,
  slowReader,
  tokens,
  lostRefresh,
  twoAccounts,
  revoked,
  removedMember,
  storageFull,
  clientStorageHangs,
  clientStorageFull,
  intermediary,
  captivePortal,
  clockStep,
  restore,
  backupUnderLoad,
  twoStarts,
  badInput,
  browser,
  ...nodeFaults,
]
