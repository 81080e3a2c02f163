/** What a local stack is started with. Every port may be 0, which takes a free one. */
export type StackOptions = {
  apiPort: number;
  dbPort: number;
  simulatorPort: number;
  consolePort: number;
  /** Where the embedded Postgres keeps its data; thrown away at the end without it. */
  dataDir?: string;
  /** A Postgres to use instead of the embedded one, by a superuser's URL. */
  databaseUrl?: string;
  /** A simulator that runs already. */
  simulatorUrl?: string;
  /** Whether a change of a function's file starts it again. */
  watch: boolean;
  /** Win over the settings that the stack gives the functions. */
  settings?: Record<string, string>;
  /** Processes for each function. */
  instances?: number;
  /** Seconds between two calls of expire-conversations, 60 unless said otherwise; 0 calls it never. */
  expirySeconds?: number;
  /** For tests with another Postgres than the embedded one: the folder of its programs, and its settings. */
  binDir?: string;
  postgresSettings?: Record<string, string>;
  /** Takes each line: the stack's own ("stack"), Postgres' ("postgres", and "database" for notices), a function's (its name). */
  onLog?: (source: string, line: string) => void;
  /** Whether the console is built and served, which the first time takes a while; no unless said otherwise. */
  console?: boolean;
  /** Where the status is written for others to read. */
  statusFile?: string;
  /** Gives up a start that is under way. */
  signal?: AbortSignal;
};
