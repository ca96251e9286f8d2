-- Parties by what searches filter them by, in the order of their ids: territories, activities and statuses without case and dots.
create index fact_filtered on parties_v1.fact (attribute, upper(replace(coalesce(value ->> 'status', value ->> 'code', value #>> '{}'), '.', '')) text_pattern_ops, party_id)
  where attribute in ('territory', 'activity', 'administrative-status', 'status-override');
