/** Texts about the thirds of the face. Numbers arrive formatted, with their bands. */
export const thirdsStrings = {
  title: 'Facial thirds',
  subnasale: 'Subnasale',
  menton: 'Menton',
  ofFace: '% of face',
  spoken: (upper: string, middle: string, lower: string) =>
    `Upper third ${upper}, middle third ${middle}, lower third ${lower}`,
  more: (by: string) => `Upper third ${by} taller than the middle third; nose base and chin are estimated.`,
  less: (by: string) => `Upper third ${by} shorter than the middle third; nose base and chin are estimated.`,
  alike: 'Upper and middle third are as tall as far as can be told; nose base and chin are estimated.',
}
