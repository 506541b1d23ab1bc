export { openPost } from './open-post.ts';
export type { Delivery, Letter, Post } from './post.ts';
