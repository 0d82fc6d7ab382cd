import { z } from 'zod';
import { text } from './fields.ts';
import { hal } from './hal.ts';
import { token } from './inputs.ts';

export const Permission = z
  .object({
    token: text.describe('An update may give it another: keep the one of the answer.'),
    action: text.nullish().describe('What is allowed, such as `view`.'),
    accessor_type: text.nullish(),
    accessor_token: text.nullish(),
    ...hal,
  })
  .meta({
    id: 'Permission',
    description: 'What a person or a group may do with a collection or a data source.',
  });

/** Who is given a permission. */
export const accessor = {
  accessor_type: z.enum(['Account', 'UserGroup']).describe('A person, or a group.'),
  accessor_token: token.describe('Token of the person (`member_token`) or of the group.'),
};

export const permission = token.describe('Token of the permission.');
