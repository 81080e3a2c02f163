create table public.sms_opt_outs (
  id               uuid not null default gen_random_uuid(),
  phone_hash       text primary key,
  phone_encrypted  text,
  opted_out_at     timestamptz not null default now(),
  source           text not null,

  constraint id_names_one_opt_out unique (id),
  constraint source_is_known check (source in ('keyword', 'carrier', 'api'))
);

comment on table public.sms_opt_outs is 'People who said STOP: no number of the whole pool texts them any more.';
comment on column public.sms_opt_outs.phone_encrypted is 'So that an opt-out outlives a change of the key: a hash alone cannot be made anew. Null once the person was erased.';

comment on column public.sms_opt_outs.id is 'What the API calls it, as nobody is shown a hash.';

create index sms_opt_outs_opted_out_at_id_idx on public.sms_opt_outs (opted_out_at desc, id desc);

alter table public.sms_opt_outs enable row level security;
revoke all on public.sms_opt_outs from anon, authenticated, service_role;

create policy "Nobody reads opt-outs through the Data API"
  on public.sms_opt_outs for select to anon, authenticated using (false);
