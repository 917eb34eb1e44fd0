// The image library with what an untrusted file may use of it.
import sharp from 'sharp'

sharp.cache(false)
sharp.concurrency(1)
// Only the decoders of the types in image.ts; the library has more, and each is an attack surface.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff'].map((format) => `VipsForeignLoad${format}`),
})

export { sharp }
