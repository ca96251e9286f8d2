-- E-mails by their domain: a leading % has no index.
create index relation_fact_email_domain on relations_v1.relation_fact (split_part(lookup, '@', 2)) where attribute = 'email';
