/** Whoever signs in here next must get nothing of the one before, and see nothing of it. */
export const forgetPush = async (): Promise<void> => {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined)
  for (const shown of (await registration?.getNotifications?.()) ?? []) shown.close()
  const subscription = await registration?.pushManager?.getSubscription()
  // The server removes its part with the session.
  await subscription?.unsubscribe().catch(() => {})
}
