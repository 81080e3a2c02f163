create function masking.purchase_view(purchase_id uuid)
returns jsonb
language sql stable security definer
set search_path = ''
as $$
  select jsonb_build_object(
    'id', p.id,
    'count', p.count,
    'max_monthly_cost', p.max_monthly_cost,
    'monthly_cost', coalesce(sum(o.monthly_cost), 0),
    'currency', min(o.currency),
    'missing', p.count - count(o.number),
    'numbers', coalesce(
      jsonb_agg(
        jsonb_build_object('number', o.number, 'monthly_cost', o.monthly_cost, 'status', o.status) order by o.created_at, o.number)
        filter (where o.number is not null), '[]'))
  from public.number_purchases p
  left join public.number_orders o on o.purchase_id = p.id and o.status <> 'lost'
  where p.id = purchase_view.purchase_id
  group by p.id;
$$;

comment on function masking.purchase_view(uuid) is 'A purchase as the API shows it: what was bought or is about to be, and how many are missing.';

revoke all on function masking.purchase_view(uuid) from public, anon, authenticated, service_role;
grant execute on function masking.purchase_view(uuid) to maskline;
