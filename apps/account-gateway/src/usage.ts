export const usage = `People sign in here and use their homes at MODE Cloud; its keys stay here.

  node src/main.ts

With nothing set it runs against an emulator, and keeps nothing. Settings are
variables of the environment; README.md tells more of them:

  MODE_CLOUD_KEY           a project key that may handle users
  ACCOUNT_GATEWAY_PROJECT  the number of that project
  ACCOUNT_GATEWAY_APP      the app of that project
  ACCOUNT_GATEWAY_SECRET   what session tokens are encrypted with
  DATABASE_URL             a PostgreSQL; without it, the embedded one
  ACCOUNT_GATEWAY_DATA     folder of the embedded one (account-gateway-data)
  ACCOUNT_GATEWAY_HOST     address to listen on (127.0.0.1)
  ACCOUNT_GATEWAY_PORT     port to listen on (4760)

  --help

Ctrl-C or SIGTERM stops it, once what is under way has finished.
`;
