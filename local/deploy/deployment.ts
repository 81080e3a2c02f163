/** A project to look at, as far as the caller has told of it. */
export type Deployment = {
  /** The public base URL of the functions, without a slash at its end. */
  functionsUrl: string | undefined;
  /** A secret key of the project, for the routes of the service. */
  secretKey: string | undefined;
  /** The settings of `--env FILE`. */
  settings: Record<string, string> | undefined;
  /** The database by a URL of the role `postgres`. */
  databaseUrl: string | undefined;
  /** The number of one's own that gets a test text. */
  textTo: string | undefined;
};
