-- E-mails by their domain: a leading % has no index.
create index fact_email_domain on parties_v1.fact (split_part(lookup, '@', 2)) where attribute = 'email';
