#!/bin/sh
# A client without any package: right, or wrong in the way that its argument names.
set -eu
URL="$NEETOCRM_BASE_URL/contacts/$NEETOCRM_CONTACT_ID"
KEY="X-Api-Key: $NEETOCRM_API_KEY"
JSON='Content-Type: application/json'
TAG=${NEETOCRM_TAG_IDS%%,*}

send() { curl --silent --show-error --request "$@"; }
attributes() { send PATCH "$URL" --header "$KEY" --header "$JSON" --data-binary "$1"; }

case "$1" in
  right)
    attributes '{"contact":{"name":"Ada Quill"}}' | grep -q '"name":"Ada Quill"'
    attributes "{\"contact\":{\"tag_ids\":[\"$TAG\"]}}" | grep -q "$TAG"
    attributes '{"contact":{"tag_ids":[]}}' | grep -q '"tags":\[\]'
    ;;
  put) send PUT "$URL" --header "$KEY" --header "$JSON" --data-binary '{"contact":{"name":"Ada"}}' ;;
  spelling) attributes '{"contact":{"phoneNumber":"+12025550143"}}' ;;
  typo) attributes '{"contact":{"nmae":"Ada"}}' ;;
  tags) attributes "{\"contact\":{\"tags\":[\"$TAG\"]}}" ;;
  unwrapped) attributes '{"name":"Ada"}' ;;
  null) attributes '{"contact":{"name":"Ada","email":null}}' ;;
  number) attributes '{"contact":{"phone_number":12025550143}}' ;;
  form) send PATCH "$URL" --header "$KEY" --data 'name=Ada' --data-urlencode 'email=ada@example.com' ;;
  media) send PATCH "$URL" --header "$KEY" --header 'Content-Type: text/plain' --data-binary '{"contact":{"name":"Ada"}}' ;;
  bearer) send PATCH "$URL" --oauth2-bearer "$NEETOCRM_API_KEY" --header "$JSON" --data-binary '{"contact":{"name":"Ada"}}' ;;
  query) send PATCH "$URL?api_key=$NEETOCRM_API_KEY" --header "$JSON" --data-binary '{"contact":{"name":"Ada"}}' ;;
  twice) attributes '{"contact":{"name":"Ada","name":"Eve"}}' ;;
  latin) printf '{"contact":{"name":"Zo\353"}}' | attributes @- ;;
  no-key) send PATCH "$URL" --header "$JSON" --data-binary '{"contact":{"name":"Ada"}}' ;;
  *) exit 64 ;;
esac >/dev/null
