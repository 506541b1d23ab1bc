export type { RecordingOptions } from './recording/handling/visit.ts';
export { beginning } from './recording/addresses.rules.ts';
export { changeRecording, recordingKind, startRecording } from './recording/recording.actions.ts';
export { recordingRoutes } from './recording/recording.routes.ts';
export { saveConcern } from './saving/save-concern.actions.ts';
export { savedRoutes } from './saving/saved.routes.ts';
