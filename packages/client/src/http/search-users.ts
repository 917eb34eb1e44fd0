import { endpoints, type Role, type User } from '@lectern/protocol'
import type { Http } from './http.ts'

/** People to whom the user may write. @throws ApiError */
export const searchUsers = async (http: Http, q: string, role?: Role): Promise<User[]> => {
  const { users } = await http.call(endpoints.listUsers, { query: { q, ...(role ? { role } : {}) } })
  return users
}
