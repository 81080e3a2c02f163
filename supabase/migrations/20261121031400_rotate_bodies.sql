create function masking.rotate_bodies(bodies jsonb)
returns void
language sql security definer
set search_path = ''
as $$
  with locked as (
    select m.id, b.new
    from public.sms_messages m
    join jsonb_to_recordset(rotate_bodies.bodies) as b(id uuid, old text, new text) on b.id = m.id and b.old = m.body_encrypted
    order by m.id
    for update of m
  )
  update public.sms_messages m set body_encrypted = locked.new from locked where m.id = locked.id;
$$;

comment on function masking.rotate_bodies(jsonb) is
  'Puts each new ciphertext [{id, old, new}] in the place of the old one; a text that has been dropped since stays dropped.';

revoke all on function masking.rotate_bodies(jsonb) from public, anon, authenticated, service_role;
grant execute on function masking.rotate_bodies(jsonb) to maskline;
