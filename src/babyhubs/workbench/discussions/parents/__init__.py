"""By the parent herself: a phone page of three minutes in her language, by a link that belongs to a row of the frame and to nobody."""
