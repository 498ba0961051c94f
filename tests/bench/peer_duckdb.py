"""peer_duckdb.py LIST RESULT THREADS: tests/bench/grading.fenji as decimal SQL. Needs the package duckdb."""

import sys

import duckdb

POINTS = """
case when volume >= 6000000 then 100 when volume >= 3000000 then 85 when volume >= 1500000 then 75
     when volume >= 500000 then 65 else 50 end as size_points,
case when margin >= 40 then 100 when margin >= 25 then 80 when margin >= 10 then 70 else 50 end as margin_points,
case when past >= 3000000 then 1.2 when past >= 1000000 then 1.1 when past > 0 then 1.05
     else 1.0 end::decimal(4, 2) as factor
"""

SQL = """
copy (
  with list as (
    select customer, demand, funding, coalesce(funds, 0) as funds, coalesce(year, 0) as year, sponsor, contact,
           coalesce(volume, 0) as volume, coalesce(margin, -100) as margin, coalesce(past, 0) as past
    from read_csv($list, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n',
      columns = {{'customer': 'varchar', 'title': 'varchar', 'region': 'varchar', 'demand': 'varchar',
        'funding': 'varchar', 'funds': 'decimal(18, 2)', 'year': 'integer', 'sponsor': 'varchar', 'contact': 'varchar',
        'volume': 'decimal(18, 2)', 'margin': 'decimal(9, 1)', 'past': 'decimal(18, 2)'}})
  ), judged as (
    select *, {points}, demand = 'yes' as wants, (funding <> 'none') and funds >= 50000 as funded, year = 2026 as timely,
           sponsor is not null and contact is not null as known
    from list
  ), settled as (
    select *, (0.6 * size_points + 0.4 * margin_points) * factor as score,
      case when not wants or not funded or not timely or not known then 'ineligible'
           when wants is null or funded is null then 'incomplete' else 'rated' end as status
    from judged
  )
  select customer,
    case when status = 'rated' then size_points end as "size points",
    case when status = 'rated' then margin_points end as "margin points",
    case when status = 'rated' then rtrim(rtrim(factor::varchar, '0'), '.') end as factor,
    case when status = 'rated' then rtrim(rtrim(score::varchar, '0'), '.') end as score,
    case when status = 'rated' then case when score >= 95 then 'A' when score >= 80 then 'B' when score >= 65 then 'C'
      else 'D' end end as tier,
    status,
    case status
      when 'ineligible' then 'Not met: ' || concat_ws(', ', case when not wants then 'wants' end,
        case when not funded then 'funded' end, case when not timely then 'timely' end, case when not known then 'known' end)
      when 'incomplete' then 'Missing: ' || concat_ws(', ', case when demand is null then 'demand' end,
        case when funding is null then 'funding' end) end as notes
  from settled
) to '{result}' (format csv, header true)
"""

list_path, result_path, threads = sys.argv[1:]
connection = duckdb.connect(config={"threads": int(threads), "preserve_insertion_order": True})
connection.execute(SQL.format(points=POINTS, result=result_path.replace("'", "''")).replace("$list", f"'{list_path}'"))
