/** Style sheets that lazy parts of the package load. */
declare module '*.css'
