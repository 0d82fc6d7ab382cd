const reasonCodes = [
  // In the documentation.
  'UNKNOWN_EMAIL',
  'INVALID_USER_ID',
  'MISSING_PARAMETERS',
  // In MODE's own client, for the platform.
  'INCORRECT_PASSWORD',
  'PASSWORD_TOO_SHORT',
  'PASSWORD_TOO_WEAK',
  'EMAIL_IN_USE',
  'UNAUTHENTICATED_CLIENT',
  'INVALID_AUTH_CODE',
  'AUTHORIZATION_REQUIRED',
  'EXCEEDED_MAX_HOMES',
  'INVALID_PHONE_NUMBER',
  'INVALID_EMAIL',
  'MEMBER_EXISTS',
  'DEVICE_NOT_CLAIMABLE',
  'USER_EXISTS',
  'USER_EXISTS_UNVERIFIED',
  'DEVICE_ALREADY_IN_HOME',
  'MEMBERS_ONLY',
  'LAST_OWNER',
  'BLOCKING_LOG_REQUEST',
  'DEVICE_OFFLINE',
  'EMAIL_DOMAIN_DENIED',
  'DATABASE_ERROR',
  'PERMISSION_DENIED',
  'INSUFFICIENT_AUTH',
  // In MODE's Sensor Cloud.
  'INVALID_TOKEN',
  'EXCEEDED_MAX_USERS',
  'USER_UNVERIFIED',
  'USER_NOT_FOUND',
  // In MODE's own client, for the people who administer projects.
  'ACCOUNT_OWNER_ONLY',
  'ALREADY_VERIFIED',
  'AGENT_EXISTS',
  'AGENT_ONLY',
  'AGENT_NOT_FOUND',
  'VERIFIED_AGENT_ONLY',
  'ADMIN_AGENTS_ONLY',
  'INVALID_AGENT_ROLE',
  'INVALID_AGENT_ID',
  'AGENT_UNVERIFIED',
  'PROJECT_AGENTS_ONLY',
  'LAST_AGENT',
  // In MODE's own client, for the Robot Cloud behind an app proxy.
  'MODE_API_ACCESS_DENIED',
  'INVALID_PARAMETER',
  'REQUEST_STILL_OUTSTANDING',
  'REQUEST_INCOMPLETE',
  'ACTION_MISMATCH',
  'UNSUPPORTED_ACTION',
  'INVALID_FILE_NAME',
  'RESULT_ALREADY_SET',
] as const;

/**
 * The reason codes that were seen, as `error.code` completes them. The platform may send others.
 *
 * Source: documented or observed, as each part says.
 */
export type ReasonCode = (typeof reasonCodes)[number];

const known: ReadonlySet<string> = new Set(reasonCodes);

/** Whether a word is one of those. */
export function isReasonCode(word: string): boolean {
  return known.has(word);
}

declare module '@bimodal/auth-core' {
  /** MODE Cloud's words. */
  interface KnownCodes extends Record<ReasonCode, true> {}
}
