#!/bin/sh
# Makes what must not be in the repository, once, in infra/compose/secrets: passwords, and two authorities with their certificates, one
# for the nodes of EventStoreDB and one for callers of the API. What is there already stays. Needs openssl.
#
#   infra/compose/make-secrets.sh [folder]
#
# Only its owner may enter the folder. The files in it may be read by all, because Compose mounts them as they are and each container
# reads them as another user; what no container needs, the keys of the authorities, may not.
set -eu
umask 077
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder/authorities" "$folder/eventstore-ca"
cd "$folder"

# missing <file>: whether it is to be made. One that was cut off is made again.
missing() { [ ! -s "$1" ]; }
password() { openssl rand -hex 24; }

missing postgres_password && password > postgres_password
missing annals_password && password > annals_password
missing database_url && printf 'postgres://annals:%s@postgres:5432/annals\n' "$(cat annals_password)" > database_url
missing eventstore_admin && printf 'admin:%s\n' "$(password)" > eventstore_admin
missing eventstore_credentials && printf 'annals:%s\n' "$(password)" > eventstore_credentials
missing redis_password && password > redis_password
missing grafana_password && password > grafana_password
missing redis_acl && printf 'user default off\nuser annals on #%s ~* &* +@all\n' "$(tr -d '\n' < redis_password | openssl dgst -sha256 -r | cut -d' ' -f1)" > redis_acl

# authority <name>: a key and a certificate that signs others for ten years.
authority() {
  missing "authorities/$1.crt" || return 0
  openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 3650 -subj "/O=Annals/CN=Annals $1 authority" \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
    -keyout "authorities/$1.key" -out "authorities/$1.crt" 2> /dev/null
}

# certificate <authority> <name> <common name> <usage> [alternative names]: signed for two years, see docs/operations.md.
certificate() {
  missing "$2.crt" || return 0
  printf 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=%s\n' "$4" > extensions
  [ -z "${5:-}" ] || printf 'subjectAltName=%s\n' "$5" >> extensions
  openssl req -new -newkey rsa:2048 -nodes -sha256 -subj "/O=Annals/CN=$3" -keyout "$2.key" -out request 2> /dev/null
  openssl x509 -req -in request -CA "authorities/$1.crt" -CAkey "authorities/$1.key" -set_serial "0x$(openssl rand -hex 16)" \
    -sha256 -days 730 -extfile extensions -out "$2.crt" 2> /dev/null
  rm request extensions
}

authority eventstore
# Nodes prove themselves to each other by this one common name, and to clients by the name they are called.
for node in 1 2 3; do
  certificate eventstore "eventstore_$node" eventstoredb-node serverAuth,clientAuth "DNS:eventstore-$node,DNS:localhost,IP:127.0.0.1"
done
cp authorities/eventstore.crt eventstore-ca/ca.crt

authority callers
certificate callers gateway localhost serverAuth DNS:localhost,IP:127.0.0.1
certificate callers caller first-caller clientAuth
# Prometheus is a caller as well.
certificate callers monitor monitor clientAuth
cp authorities/callers.crt gateway_ca.crt

chmod 755 eventstore-ca
chmod 644 eventstore-ca/ca.crt postgres_password annals_password database_url eventstore_admin eventstore_credentials redis_acl grafana_password eventstore_?.crt eventstore_?.key gateway.crt gateway.key gateway_ca.crt monitor.crt monitor.key
