export const usage = `Sends commands to MODE Cloud devices when they are due.

  node src/main.ts     the service: HTTP API, web page, and a worker
  node src/worker.ts   one more worker, on the same PostgreSQL

With nothing set it runs against an emulator, and keeps nothing. Settings are
variables of the environment; README.md tells more of them:

  MODE_CLOUD_KEY           a project key that may send commands
  DATABASE_URL             a PostgreSQL; without it, the embedded one
  COMMAND_SCHEDULER_DATA   folder of the embedded one (command-scheduler-data)
  COMMAND_SCHEDULER_HOST   address to listen on (127.0.0.1)
  COMMAND_SCHEDULER_PORT   port to listen on (4750)
  COMMAND_SCHEDULER_TOKEN  what the API and the page ask for

  --help

Ctrl-C or SIGTERM stops it, once what is under way has finished.
`;
