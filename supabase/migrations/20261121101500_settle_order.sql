create function masking.settle_order(purchase_id uuid, number text, bought jsonb, now timestamptz default now())
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  -- Planned here at the moment when another purchase had just bought it.
  v_is_anothers constant boolean := exists (
    select from public.number_orders o join public.phone_number_pool n on n.number = o.number
    where o.number = settle_order.number and o.purchase_id <> settle_order.purchase_id and o.status = 'bought'
      and n.released_at is null);
begin
  update public.number_orders o
  set status = case when settle_order.bought is null or v_is_anothers then 'lost' else 'bought' end
  where o.purchase_id = settle_order.purchase_id and o.number = settle_order.number and o.status = 'planned';
  if found and settle_order.bought is not null and not v_is_anothers then
    perform masking.import_numbers(jsonb_build_array(settle_order.bought), settle_order.now);
  end if;
end
$$;

comment on function masking.settle_order(uuid, text, jsonb, timestamptz) is
  'The number is ours and joins the pool, as masking.import_numbers takes it, or (bought null, or another purchase has it) is not to be had. Once for an order.';

revoke all on function masking.settle_order(uuid, text, jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.settle_order(uuid, text, jsonb, timestamptz) to maskline;
