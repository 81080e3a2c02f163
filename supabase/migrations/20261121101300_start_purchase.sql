create function masking.start_purchase(
  count int, max_monthly_cost numeric, actor text, idempotency_id text, request_hash text, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_purchase_id uuid;
begin
  v_purchase_id := masking.claim_idempotency_key(start_purchase.idempotency_id, start_purchase.request_hash, start_purchase.now);
  if v_purchase_id is null then
    insert into public.number_purchases (count, max_monthly_cost, created_at)
    values (start_purchase.count, start_purchase.max_monthly_cost, start_purchase.now)
    returning id into v_purchase_id;
    -- From now on a repeated request goes on with this one, wherever it was when it broke off.
    perform masking.settle_idempotency_key(start_purchase.idempotency_id, v_purchase_id::text);
    perform masking.record_access(
      start_purchase.actor, 'buy_numbers', v_purchase_id::text,
      jsonb_build_object('count', start_purchase.count, 'max_monthly_cost', start_purchase.max_monthly_cost), start_purchase.now);
  end if;
  return masking.purchase_view(v_purchase_id);
end
$$;

comment on function masking.start_purchase(int, numeric, text, text, text, timestamptz) is
  'The purchase that this request began, or begins now.';

revoke all on function masking.start_purchase(int, numeric, text, text, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.start_purchase(int, numeric, text, text, text, timestamptz) to maskline;
