import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPolicies } from '../../pathway/index.ts';
import { listOwed } from './owed.rules.ts';

// Lists are glanced at over shoulders, and read by those who have twenty cases.
for (const { council, policy } of loadPolicies().policies) {
  test(`${council}: whatever may be owed is listed in words of its own, and none is of abuse`, () => {
    const actions = policy.actions.map(({ id }) => ({
      action: id,
      strength: 'must',
      who: 'staff',
      by: null,
    }));
    const owed = listOwed(policy, {
      actions: actions as unknown as Parameters<typeof listOwed>[1]['actions'],
    });
    assert.ok(owed.length > 30);
    for (const { action, label } of owed) {
      assert.notEqual(label, 'Step to take', `${action} has no words of its own for a list`);
      assert.doesNotMatch(label, /abuse|violen|perpetrator|survivor|victim|refuge|DASH/i, action);
    }
  });
}
