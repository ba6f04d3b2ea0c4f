-- Payments of a small card issuer, 1 January to 31 December 2024, as the
-- tables stood on 31 January 2025. Days are texts such as 2024-03-09,
-- moments such as 2024-03-09 17:05:41, all in UTC. Amounts are euros.
-- Ids are given as rows come in, and some rows come late: a higher id does
-- not mean a later moment. Fraud is more frequent here than at a real
-- issuer, so that a small table holds enough of it.

CREATE TABLE customers (
  customer_id INTEGER PRIMARY KEY,
  joined_on   TEXT NOT NULL,
  country     TEXT NOT NULL,
  birth_year  INTEGER,          -- NULL: not known
  channel     TEXT              -- web, branch, partner; NULL: not known
);

CREATE TABLE cards (
  card_id      INTEGER PRIMARY KEY,
  customer_id  INTEGER NOT NULL REFERENCES customers,
  kind         TEXT NOT NULL,   -- credit, debit
  opened_on    TEXT NOT NULL,
  closed_on    TEXT,            -- NULL: open
  credit_limit REAL             -- NULL: a debit card has none
);

CREATE TABLE merchants (
  merchant_id INTEGER PRIMARY KEY,
  category    TEXT NOT NULL,
  country     TEXT NOT NULL
);

CREATE TABLE transactions (
  transaction_id INTEGER PRIMARY KEY,
  card_id        INTEGER NOT NULL REFERENCES cards,
  merchant_id    INTEGER REFERENCES merchants, -- NULL: cash from a machine
  at             TEXT NOT NULL,                -- moment; no two are equal
  amount         REAL NOT NULL,
  status         TEXT NOT NULL                 -- approved, declined
);

-- A disputed payment. The bank hears of it days to months later, and of
-- some payments more than once.
CREATE TABLE chargebacks (
  chargeback_id  INTEGER PRIMARY KEY,
  transaction_id INTEGER REFERENCES transactions, -- NULL: not matched yet
  reported_on    TEXT NOT NULL,
  reason         TEXT NOT NULL,                   -- fraud, dispute
  amount         REAL NOT NULL
);

-- What the models said of a payment. A call that was repeated left more
-- than one row; the newest counts.
CREATE TABLE scores (
  score_id       INTEGER PRIMARY KEY,
  transaction_id INTEGER NOT NULL REFERENCES transactions,
  model          TEXT NOT NULL,  -- v1 all year, v2 from July
  scored_at      TEXT NOT NULL,
  score          REAL            -- 0 to 1; NULL: no answer came in time
);

-- The risk class of a customer from a day on, until the next one.
CREATE TABLE risk_classes (
  customer_id INTEGER NOT NULL REFERENCES customers,
  valid_from  TEXT NOT NULL,
  risk_class  TEXT NOT NULL,     -- low, medium, high
  PRIMARY KEY (customer_id, valid_from)
);

-- Features of a customer as taken on the first of a month, over the 30 days
-- before. Some were never taken.
CREATE TABLE snapshots (
  customer_id  INTEGER NOT NULL REFERENCES customers,
  taken_on     TEXT NOT NULL,
  payments_30d INTEGER NOT NULL,
  amount_30d   REAL,             -- NULL: no approved payment in these days
  PRIMARY KEY (customer_id, taken_on)
);

-- A training set that somebody else left behind.
CREATE TABLE training_rows (
  row_id         INTEGER PRIMARY KEY,
  transaction_id INTEGER NOT NULL REFERENCES transactions,
  features_on    TEXT NOT NULL,  -- the features hold all up to its end
  label          INTEGER NOT NULL
);

CREATE INDEX cards_of_customer ON cards (customer_id);
CREATE INDEX transactions_of_card ON transactions (card_id, at);
CREATE INDEX chargebacks_of_transaction ON chargebacks (transaction_id);
CREATE INDEX scores_of_transaction ON scores (transaction_id, model);
