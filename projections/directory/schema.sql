CREATE TABLE directory (
    stream     text COLLATE "C" PRIMARY KEY,
    kind       text NOT NULL,
    code       text COLLATE "C" NOT NULL,
    name       text NOT NULL,
    parent     text COLLATE "C",
    attributes text NOT NULL
);

-- indexes
CREATE INDEX under ON directory (kind, parent, code);
