create function masking.plan_orders(
  purchase_id uuid, numbers jsonb, monthly_cost numeric, currency text, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_purchase public.number_purchases;
  v_number text;
  v_count int;
  v_cost numeric;
begin
  -- Requests for the same purchase at once take turns: together they stay within its count and its budget.
  select p.* into strict v_purchase from public.number_purchases p where p.id = plan_orders.purchase_id for update;
  select count(*), coalesce(sum(o.monthly_cost), 0) into v_count, v_cost
  from public.number_orders o where o.purchase_id = v_purchase.id and o.status <> 'lost';

  for v_number in
    select offered.number
    from jsonb_array_elements_text(plan_orders.numbers) with ordinality as offered(number, place)
    where not exists (
      select from public.phone_number_pool n where n.number = offered.number and n.released_at is null)
    order by offered.place
  loop
    exit when v_count >= v_purchase.count or v_cost + plan_orders.monthly_cost > v_purchase.max_monthly_cost;
    insert into public.number_orders (purchase_id, number, monthly_cost, currency, created_at)
    values (v_purchase.id, v_number, plan_orders.monthly_cost, plan_orders.currency, plan_orders.now)
    on conflict do nothing;
    if found then
      v_count := v_count + 1;
      v_cost := v_cost + plan_orders.monthly_cost;
    end if;
  end loop;
  return masking.purchase_view(v_purchase.id);
end
$$;

comment on function masking.plan_orders(uuid, jsonb, numeric, text, timestamptz) is
  'Adds those of the offered numbers to a purchase that nobody else is buying, as many as it lacks and its budget allows.';

revoke all on function masking.plan_orders(uuid, jsonb, numeric, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.plan_orders(uuid, jsonb, numeric, text, timestamptz) to maskline;
