create table public.access_audit (
  id       bigint generated always as identity primary key,
  at       timestamptz not null default now(),
  actor    text not null,
  action   text not null,
  subject  text,
  details  jsonb not null default '{}',

  constraint actor_is_known check (actor ~ '^(user:[0-9a-f-]{36}|service:.+|system)$'),
  constraint action_is_a_word check (action ~ '^[a-z_]+$'),
  constraint details_are_an_object check (jsonb_typeof(details) = 'object')
);

comment on table public.access_audit is 'Who read, decrypted, lifted or erased what, and when. Rows are added and never changed; masking.prune_audit drops old ones.';
comment on column public.access_audit.actor is 'user:<id>, service:<name of the secret key>, or system for what runs by itself.';
comment on column public.access_audit.subject is 'The id of a row or a user, or a hash of a number made for the audit alone; never a number, its phone_hash or a text.';

create index access_audit_subject_id_idx on public.access_audit (subject, id desc);
create index access_audit_at_idx on public.access_audit (at desc);

create function masking.refuse_change()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  raise exception 'Change %: rows are only added', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

revoke all on function masking.refuse_change() from public, anon, authenticated, service_role;

create trigger access_audit_is_append_only
  before update or truncate on public.access_audit
  for each statement execute function masking.refuse_change();

create trigger access_audit_is_kept_for_ninety_days
  before delete on public.access_audit
  for each row when (old.at > clock_timestamp() - interval '90 days')
  execute function masking.refuse_change();

alter table public.access_audit enable row level security;
revoke all on public.access_audit from anon, authenticated, service_role;

create policy "Nobody reads the access audit through the Data API"
  on public.access_audit for select to anon, authenticated using (false);
