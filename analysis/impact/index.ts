export { type Loss, losses, type Place } from './losses';
