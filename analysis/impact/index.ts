export { type Loss, losses, type SystemEnvironment } from './losses';
