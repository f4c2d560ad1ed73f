import { Mic, Video, VideoOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { HEARD_LEVEL, openMediaCheck, type MediaCheck, type MediaFault } from './media-check.ts';
import { interviewStrings as strings } from './strings.ts';
import styles from './device-check.module.css';

const FAULTS: Readonly<Record<MediaFault, { title: string; text: string }>> = {
  denied: { title: strings.devicesDenied, text: strings.devicesDeniedText },
  missing: { title: strings.devicesMissing, text: strings.devicesMissingText },
  insecure: { title: strings.devicesInsecure, text: strings.devicesInsecureText },
};

/** Optional: one may be ready without it. */
export function DeviceCheck() {
  const [check, setCheck] = useState<MediaCheck | MediaFault | null>(null);
  const [isAsking, setIsAsking] = useState(false);

  useEffect(() => {
    if (check === null || typeof check === 'string') return undefined;
    return () => check.close();
  }, [check]);

  async function handleStart() {
    setIsAsking(true);
    setCheck(await openMediaCheck());
    setIsAsking(false);
  }

  const isOpen = check !== null && typeof check !== 'string';
  return (
    <section className={styles.check}>
      <div className={styles.header}>
        <div>
          <h3 className={styles.title}>{strings.devicesTitle}</h3>
          <p className={styles.text}>{strings.devicesText}</p>
        </div>
        {isOpen ? (
          <Button size="sm" onClick={() => setCheck(null)}>
            {strings.devicesStop}
          </Button>
        ) : (
          <Button size="sm" isPending={isAsking} onClick={() => void handleStart()}>
            {check === null ? strings.devicesStart : strings.again}
          </Button>
        )}
      </div>
      {typeof check === 'string' ? (
        <Notice tone="warn" title={FAULTS[check].title}>
          {FAULTS[check].text}
        </Notice>
      ) : null}
      {isOpen ? <Preview check={check} /> : null}
    </section>
  );
}

function Preview({ check }: { check: MediaCheck }) {
  const videoRef = useRef<HTMLVideoElement>(null);
  const meterRef = useRef<HTMLDivElement>(null);
  const [isHeard, setIsHeard] = useState(false);

  useEffect(() => {
    if (videoRef.current) videoRef.current.srcObject = check.stream;
    let frame = 0;
    const draw = () => {
      const level = check.readLevel();
      // Sixty times a second: past React, straight to the style.
      meterRef.current?.style.setProperty('--level', level.toFixed(3));
      if (level > HEARD_LEVEL * 3) setIsHeard(true);
      frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, [check]);

  return (
    <div className={styles.preview}>
      {check.hasCamera ? (
        // Live picture of oneself: there is nothing to caption.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video
          ref={videoRef}
          className={styles.video}
          autoPlay
          muted
          playsInline
          aria-label={strings.devicesCamera}
        />
      ) : (
        <div className={styles.noVideo}>
          <VideoOff size={20} aria-hidden="true" />
          {strings.devicesNoCamera}
        </div>
      )}
      <div className={styles.sound}>
        <p className={styles.line}>
          <Mic size={16} aria-hidden="true" />
          {strings.devicesMicrophone}
        </p>
        <div ref={meterRef} className={styles.meter} aria-hidden="true">
          <span className={styles.level} />
        </div>
        <p className={styles.text} role="status">
          {isHeard ? strings.devicesHeard : strings.devicesLevel}
        </p>
        {check.hasCamera ? (
          <p className={styles.line}>
            <Video size={16} aria-hidden="true" />
            {strings.devicesCamera}
          </p>
        ) : null}
      </div>
    </div>
  );
}
