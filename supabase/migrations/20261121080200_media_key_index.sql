-- Where the carrier keeps the media of a message, until they have been fetched: "v1.<id>.<iv>.<ciphertext>", all under one key.
create index sms_messages_media_key_idx
  on public.sms_messages (split_part(media #>> '{0,url_encrypted}', '.', 2)) where media #>> '{0,url_encrypted}' is not null;
