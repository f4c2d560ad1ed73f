import { createElement, useState } from 'react';
import { useStore } from '@xyflow/react';
import { useLaterModule } from '#client/platform/use-later-module.ts';
import type { FarPictureProps } from './far/far-picture.tsx';
import { PICTURE_ZOOM } from './view-controls.tsx';

/** When nothing asks for it, it is fetched once the room has long been up, so that it is there should it go offline. */
const PRELOAD_AFTER_MS = 9000;

/** The picture of the board from afar; until it is fetched the elements paint themselves. */
export function LaterFar(props: FarPictureProps) {
  const isWanted = useStore(({ transform: [, , zoom] }) => zoom < PICTURE_ZOOM);
  // Whoever chose their own colours gets them from elements alone.
  const [areColoursForced] = useState(() => window.matchMedia('(forced-colors: active)').matches);
  const far = useLaterModule(() => import('./far/far-picture.tsx'), {
    isWanted,
    afterMs: PRELOAD_AFTER_MS,
  });
  return isWanted && far && !areColoursForced ? createElement(far.FarPicture, props) : null;
}
