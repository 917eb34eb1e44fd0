/** Style sheets that a part of the package brings along when it is fetched. */
declare module '*.css'
