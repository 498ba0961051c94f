"""shares_duckdb.py LIST RESULT THREADS: tests/bench/shares.fenji as decimal SQL. Needs the package duckdb."""

import sys

import duckdb

# Shares are rounded as exact integers, since a division of decimals is a binary fraction in DuckDB.
SHARE = """case when total > 0 then
  rtrim(rtrim(((((2000000 * {part}) + total) // (2 * total))::decimal(18, 0) * 0.000001::decimal(7, 6))::varchar, '0'), '.') end"""

SQL = """
copy (
  with list as (
    select customer, office, (sales * 100)::bigint as sales
    from read_csv('{list}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n',
      columns = {{'customer': 'varchar', 'title': 'varchar', 'office': 'varchar', 'since': 'varchar',
        'sales': 'decimal(18, 2)', 'last year': 'varchar'}})
  ), shared as (
    select *,
      case when office is not null then coalesce(sum(sales) over (partition by office), 0) end as total,
      case when office is not null and sales is not null then coalesce(sum(sales) over (partition by office
        order by sales desc range between unbounded preceding and current row exclude group), 0) end as above
    from list
  )
  select customer, office,
    rtrim(rtrim((total * 0.01::decimal(3, 2))::varchar, '0'), '.') as "office sales",
    {share} as part,
    {share_above} as above,
    case when 100 * above < 80 * total then 'A' when 100 * above < 95 * total then 'B' when above is not null then 'C' end
      as pareto,
    case when above is null then 'incomplete' else 'rated' end as status,
    case when above is null then 'Missing: ' || concat_ws(', ', case when office is null then 'office' end,
      case when sales is null then 'sales' end) end as notes
  from shared
  order by customer
) to '{result}' (format csv, header true)
"""

list_path, result_path, threads = sys.argv[1:]
connection = duckdb.connect(config={"threads": int(threads), "preserve_insertion_order": True})
connection.execute(SQL.format(list=list_path.replace("'", "''"), result=result_path.replace("'", "''"),
                              share=SHARE.format(part="sales"), share_above=SHARE.format(part="above")))
