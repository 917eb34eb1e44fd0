import { describe, expect, it } from 'vitest'
import { FITTING, moveBy, scaleView } from './zoom.ts'

const stage = { width: 800, height: 600 }

describe('zooming', () => {
  it('keeps the point under the pointer in place', () => {
    const at = { x: 100, y: -50 }
    const view = scaleView(scaleView(FITTING, 2, at, stage), 1.5, at, stage)
    expect(view.scale).toBe(3)
    // The point of the image that lay there: (at - position) / scale stays the same.
    expect((at.x - view.x) / view.scale).toBeCloseTo(at.x)
    expect((at.y - view.y) / view.scale).toBeCloseTo(at.y)
  })

  it('ends at the fitting size and at eight times that', () => {
    expect(scaleView(FITTING, 0.1, { x: 300, y: 0 }, stage)).toEqual(FITTING)
    expect(scaleView(FITTING, 100, { x: 0, y: 0 }, stage).scale).toBe(8)
  })
})

describe('moving', () => {
  it('does nothing while everything is visible, and never loses the image', () => {
    expect(moveBy(FITTING, { x: 90, y: 90 }, stage)).toEqual(FITTING)
    const large = scaleView(FITTING, 2, { x: 0, y: 0 }, stage)
    expect(moveBy(large, { x: 9_999, y: -9_999 }, stage)).toEqual({ scale: 2, x: 400, y: -300 })
  })
})
