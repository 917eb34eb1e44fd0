// The position of an image on the stage. Points are pixels from the middle of the stage.
export interface Point {
  x: number
  y: number
}

export interface View extends Point {
  /** 1 fits the stage. */
  scale: number
}

export interface Size {
  width: number
  height: number
}

export const FITTING: View = { scale: 1, x: 0, y: 0 }
const MAX_SCALE = 8

/** Scales by `factor`; the point at `at` stays in place. */
export const scaleView = (view: View, factor: number, at: Point, stage: Size): View => {
  const scale = Math.min(MAX_SCALE, Math.max(1, view.scale * factor))
  const ratio = scale / view.scale
  const scaled = { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }
  return keepOnStage(scaled, stage)
}

export const moveBy = (view: View, by: Point, stage: Size): View =>
  keepOnStage({ ...view, x: view.x + by.x, y: view.y + by.y }, stage)

/** Keeps a part of the image on the stage. */
const keepOnStage = ({ scale, x, y }: View, { width, height }: Size): View => {
  const clamp = (value: number, size: number) => {
    const most = ((scale - 1) * size) / 2
    return Math.min(most, Math.max(-most, value))
  }
  return { scale, x: clamp(x, width), y: clamp(y, height) }
}

/** The size of an image that just fits. */
export const fitTo = (image: Size, stage: Size): Size => {
  const scale = Math.min(stage.width / image.width, stage.height / image.height)
  return { width: image.width * scale, height: image.height * scale }
}
