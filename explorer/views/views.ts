import type { Component } from 'svelte';
import type { App } from '../state/app.svelte.ts';
import type { ViewInfo } from './view.ts';

const infos = import.meta.glob<{ view: ViewInfo }>('./*/view.ts', { eager: true });
const components = import.meta.glob<{ default: Component<{ app: App }> }>('./*/View.svelte');

/** The views of a network in the order of the navigation; a view is a folder and nothing else. */
export const views: readonly ViewInfo[] = Object.values(infos)
  .map(({ view }) => view)
  .sort((a, b) => a.order - b.order);

/** Loads the component of a view. */
export async function loadView(id: string): Promise<Component<{ app: App }>> {
  const load = components[`./${id}/View.svelte`];
  if (!load) throw new Error(`no view ${id}`);
  return (await load()).default;
}

/** Whether a page stands alone: it is of no network. */
export const isAlone = (id: string): boolean => id === 'start' || id === 'join';
