/** vitest calls this once, in its own process, before the first worker starts. */
import type { TestProject } from 'vitest/node';
import { openEquipment } from './equipment.ts';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const equipment = await openEquipment();
  project.provide('equipment', equipment.url);
  return () => equipment.close();
}
