/**
 * Microphone and camera of this device, looked at and listened to on this device only. Closing it gives both back to
 * the system, which puts out the lights.
 */
export type MediaFault = 'insecure' | 'denied' | 'missing';

export interface MediaCheck {
  readonly stream: MediaStream;
  readonly hasCamera: boolean;
  /** Loudness of the last moment, 0 to 1. */
  readonly readLevel: () => number;
  readonly close: () => void;
}

/** Below this a microphone is only its own noise. */
export const HEARD_LEVEL = 0.08;

export async function openMediaCheck(): Promise<MediaCheck | MediaFault> {
  // Plain http in one's own network has no mediaDevices, whatever the type says.
  if (!window.isSecureContext || !('mediaDevices' in navigator)) return 'insecure';
  const stream = await openStream();
  if (typeof stream === 'string') return stream;
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  analyser.fftSize = 512;
  audio.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    stream,
    hasCamera: stream.getVideoTracks().length > 0,
    readLevel() {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      // Speech is around -30 dB; the square root of its amplitude makes a bar that moves in the middle.
      return Math.min(1, Math.sqrt(Math.sqrt(power)) * 1.6);
    },
    close() {
      for (const track of stream.getTracks()) track.stop();
      // Nothing depends on when it has ended.
      void audio.close();
    },
  };
}

async function openStream(): Promise<MediaStream | MediaFault> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'NotAllowedError') return 'denied';
    // No camera, or another program holds it: the microphone alone is enough to talk.
    return navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => 'missing' as const);
  }
}
