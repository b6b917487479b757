// Whether a note looks as if it led to a person. A warning, not a wall: the observer reads the note once more.

const CALLED = /\b(mrs?|ms|miss|dr|nurse|called|named?|surname|mum of|dad of)\b/i;
const PLACES = /\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b/i; // a postcode
const REACH = /@|\d[\d\s-]{5,}\d/; // an address, a telephone or NHS number
const WEEK = /^(I|HV|GP|NN|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$/;

export function nameIn(text) {
  for (const pattern of [PLACES, REACH, CALLED]) {
    const found = text.match(pattern);
    if (found) return found[0];
  }
  // a capital letter that does not begin a sentence, and is no token such as F07
  const strange = [...text.matchAll(/\p{Lu}[\p{L}\d'’-]*/gu)].find((found) => {
    const before = text.slice(0, found.index);
    return !/(^|[.!?:\n])\s*$|[\p{L}\d'’-]$/u.test(before) && !/^[A-Z]\d+$/.test(found[0]) && !WEEK.test(found[0]);
  });
  return strange ? strange[0] : "";
}
