/** Users who have permissions together, as the console would make them. */
export interface CloudGroup {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  /** Ids of users. */
  readonly members: readonly number[];
}

/** What a user or a group may not do, although the rest of the platform's rules would let them. */
export interface CloudPermission {
  readonly id: string;
  readonly principalType: 'user' | 'accessControlGroup';
  readonly principalId: string | number;
  /** `home`, `homeKeyValue`, `homeDevice`, `homeSmartModuleREST`, `entityClass`, `entity`, `alertRule`, `user` or `all`. */
  readonly resourceType: string;
  /** Which one; `*` for all. */
  readonly resourceIdentifier: string;
  readonly resourceScope?: 'self' | 'selfWithDescendants' | undefined;
  /** `read`, `create`, `update`, `delete` or `*`. Which words the platform has is not known. */
  readonly actions: readonly string[];
  /** `deny` is enforced; `allow` is listed, and overrules no other refusal. */
  readonly effect: 'allow' | 'deny';
}

/** Groups and permissions of the seeded project 1001. */
export interface CloudAccess {
  readonly groups?: readonly CloudGroup[] | undefined;
  readonly permissions?: readonly CloudPermission[] | undefined;
}
