-- A project of discussions: one SQLite file. Text is never changed in place; codings and consents are only added to.
CREATE TABLE project (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE coder (guid TEXT PRIMARY KEY, name TEXT NOT NULL, short TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE variable (
  guid TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, description TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE participant (
  guid TEXT PRIMARY KEY, label TEXT NOT NULL, role TEXT NOT NULL DEFAULT '', description TEXT NOT NULL DEFAULT ''
) STRICT;
-- status: given, not asked, declined, unknown. Only "given" carries a value.
CREATE TABLE participant_value (
  participant TEXT NOT NULL REFERENCES participant, variable TEXT NOT NULL REFERENCES variable,
  value TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'given', PRIMARY KEY (participant, variable)
) STRICT;
CREATE TABLE consent (
  number INTEGER PRIMARY KEY, participant TEXT NOT NULL REFERENCES participant, purpose TEXT NOT NULL,
  given INTEGER NOT NULL, day TEXT NOT NULL DEFAULT '', form TEXT NOT NULL DEFAULT '', recorded_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX consent_of ON consent (participant, purpose);

-- A code that a parent was given, to withdraw with; kept as a digest.
CREATE TABLE withdrawal_code (digest TEXT PRIMARY KEY, participant TEXT NOT NULL REFERENCES participant) STRICT;

-- safeguarding: whether something was passed on, yes or no, and nothing else.
-- review: waiting until a person has been through the doubtful words, then passed.
CREATE TABLE source (
  guid TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'transcript', language TEXT NOT NULL DEFAULT '', day TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '', interpreter INTEGER NOT NULL DEFAULT 0, translation_of TEXT NOT NULL DEFAULT '',
  coder TEXT NOT NULL DEFAULT '', at TEXT NOT NULL DEFAULT '', changed_by TEXT NOT NULL DEFAULT '',
  changed_at TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 0, review TEXT NOT NULL DEFAULT 'waiting',
  reviewed_by TEXT NOT NULL DEFAULT '', safeguarding TEXT NOT NULL DEFAULT '', file_sha256 TEXT NOT NULL DEFAULT ''
) STRICT;
-- text is null where the source came without one, or where an earlier version held a name that was taken out.
CREATE TABLE source_version (
  source TEXT NOT NULL REFERENCES source, version INTEGER NOT NULL, text TEXT, sha256 TEXT NOT NULL,
  at TEXT NOT NULL DEFAULT '', who TEXT NOT NULL DEFAULT '', PRIMARY KEY (source, version)
) STRICT;
CREATE TABLE source_value (
  source TEXT NOT NULL REFERENCES source, variable TEXT NOT NULL REFERENCES variable, value TEXT NOT NULL,
  PRIMARY KEY (source, variable)
) STRICT;
CREATE TABLE participant_source (
  participant TEXT NOT NULL REFERENCES participant, source TEXT NOT NULL REFERENCES source,
  speaker TEXT NOT NULL DEFAULT '', PRIMARY KEY (participant, source)
) STRICT;
-- speaker is the label in the text; asks is 1 for the interviewer, whose words are never evidence.
CREATE TABLE turn (
  source TEXT NOT NULL REFERENCES source, number INTEGER NOT NULL, start INTEGER NOT NULL, said INTEGER NOT NULL,
  "end" INTEGER NOT NULL, speaker TEXT NOT NULL DEFAULT '', asks INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (source, number)
) STRICT;

CREATE TABLE code (
  guid TEXT PRIMARY KEY, parent TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL, name TEXT NOT NULL,
  direction TEXT NOT NULL DEFAULT '', definition TEXT NOT NULL DEFAULT '', include TEXT NOT NULL DEFAULT '',
  exclude TEXT NOT NULL DEFAULT '', example TEXT NOT NULL DEFAULT '', colour TEXT NOT NULL DEFAULT '',
  codable INTEGER NOT NULL DEFAULT 1, framework TEXT NOT NULL DEFAULT ''
) STRICT;

-- state: exact, lost (a person must place it again), no text, outside (its positions lie outside the text), source.
CREATE TABLE passage (
  guid TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, source TEXT NOT NULL REFERENCES source,
  version INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'exact', name TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '', coder TEXT NOT NULL DEFAULT '', at TEXT NOT NULL DEFAULT '',
  changed_by TEXT NOT NULL DEFAULT '', changed_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX passage_in ON passage (source, start);
CREATE TABLE coding (
  guid TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, passage TEXT NOT NULL REFERENCES passage,
  code TEXT NOT NULL REFERENCES code, coder TEXT NOT NULL DEFAULT '', at TEXT NOT NULL DEFAULT '',
  withdrawn_by INTEGER
) STRICT;
CREATE INDEX coding_on ON coding (passage);
CREATE INDEX coding_of ON coding (code);

CREATE TABLE memo (
  guid TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, name TEXT NOT NULL DEFAULT '', text TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '', coder TEXT NOT NULL DEFAULT '', at TEXT NOT NULL DEFAULT '', withdrawn_by INTEGER
) STRICT;
CREATE TABLE memo_on (
  memo TEXT NOT NULL REFERENCES memo, kind TEXT NOT NULL, target TEXT NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (memo, kind, target)
) STRICT;
CREATE INDEX memo_of ON memo_on (kind, target);
CREATE TABLE code_set (guid TEXT PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL) STRICT;
CREATE TABLE set_member (
  code_set TEXT NOT NULL REFERENCES code_set, kind TEXT NOT NULL, target TEXT NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (code_set, kind, target)
) STRICT;
CREATE TABLE link (
  guid TEXT PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL, direction TEXT NOT NULL, colour TEXT NOT NULL,
  origin TEXT NOT NULL, target TEXT NOT NULL
) STRICT;

-- The framework matrix, only added to: the highest number of a cell is the one that counts.
CREATE TABLE cell (
  number INTEGER PRIMARY KEY, participant TEXT NOT NULL REFERENCES participant, code TEXT NOT NULL REFERENCES code,
  summary TEXT NOT NULL, status TEXT NOT NULL, coder TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX cell_of ON cell (participant, code);
CREATE TABLE cell_passage (
  cell INTEGER NOT NULL REFERENCES cell, passage TEXT NOT NULL REFERENCES passage, PRIMARY KEY (cell, passage)
) STRICT;
CREATE TABLE theme (
  guid TEXT PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL, statement TEXT NOT NULL, coder TEXT NOT NULL,
  at TEXT NOT NULL, withdrawn_by INTEGER
) STRICT;
CREATE TABLE theme_code (theme TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (theme, code)) STRICT;
-- against: 1 for a negative case, a passage that does not fit the theme. wording: the quote as it will be printed.
CREATE TABLE theme_passage (
  theme TEXT NOT NULL, passage TEXT NOT NULL, against INTEGER NOT NULL, wording TEXT NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (theme, passage)
) STRICT;

-- token: the name, sealed under a key that is kept elsewhere; the same name always gives the same token.
CREATE TABLE pseudonym (token BLOB PRIMARY KEY, kind TEXT NOT NULL, replacement TEXT NOT NULL) STRICT;
CREATE TABLE redaction (
  number INTEGER PRIMARY KEY, source TEXT NOT NULL REFERENCES source, kind TEXT NOT NULL, replacement TEXT NOT NULL,
  found_by TEXT NOT NULL, times INTEGER NOT NULL
) STRICT;
CREATE TABLE doubt (
  number INTEGER PRIMARY KEY, source TEXT NOT NULL REFERENCES source, word TEXT NOT NULL, kind TEXT NOT NULL,
  why TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, times INTEGER NOT NULL,
  decision TEXT NOT NULL DEFAULT '', decided_by TEXT NOT NULL DEFAULT '', at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX doubt_in ON doubt (source);

-- Words with a capital that a person has looked at and found harmless.
CREATE TABLE kept_word (word TEXT PRIMARY KEY, who TEXT NOT NULL, at TEXT NOT NULL) STRICT;

CREATE TABLE frame_row (
  guid TEXT PRIMARY KEY, number INTEGER NOT NULL, attribute TEXT NOT NULL, grp TEXT NOT NULL, area TEXT NOT NULL,
  use_of_hub TEXT NOT NULL, target INTEGER NOT NULL, route TEXT NOT NULL, finding TEXT NOT NULL, verdict TEXT NOT NULL
) STRICT;
CREATE TABLE frame_count (
  number INTEGER PRIMARY KEY, frame_row TEXT NOT NULL REFERENCES frame_row, stage TEXT NOT NULL, people INTEGER NOT NULL,
  day TEXT NOT NULL, who TEXT NOT NULL
) STRICT;
-- Families known to be in a group, as released by the audit; null where the figure is hidden.
CREATE TABLE known_group (
  attribute TEXT NOT NULL, grp TEXT NOT NULL, eligible INTEGER, attending INTEGER, finding TEXT NOT NULL, verdict TEXT NOT NULL,
  PRIMARY KEY (attribute, grp)
) STRICT;

CREATE TABLE act (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL,
  detail TEXT NOT NULL, undone_by INTEGER
) STRICT;
CREATE TABLE receipt (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, content TEXT NOT NULL
) STRICT;
CREATE TABLE sequence (next INTEGER NOT NULL) STRICT;
INSERT INTO sequence VALUES (1);
-- What must never change, whoever opens the file.
CREATE TRIGGER text_stays BEFORE UPDATE OF text ON source_version WHEN new.text IS NOT NULL AND old.text IS NOT new.text
BEGIN SELECT RAISE(ABORT, 'a text is never changed: add a version'); END;
CREATE TRIGGER consent_stays BEFORE UPDATE ON consent BEGIN SELECT RAISE(ABORT, 'consent is only added to'); END;
CREATE TRIGGER consent_kept BEFORE DELETE ON consent BEGIN SELECT RAISE(ABORT, 'consent is only added to'); END;
