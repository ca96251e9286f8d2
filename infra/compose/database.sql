-- Run once by the image of PostgreSQL, as its superuser: the role of Annals, which is none, and the database that it owns.
\set password `cat /run/secrets/annals_password`
CREATE ROLE annals LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE annals OWNER annals;
