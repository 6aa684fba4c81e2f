package io.graphc.compiler.sql.dialect;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Functions of other databases (Snowflake, BigQuery, Redshift and PostgreSQL, MySQL, SQL Server, Oracle, Spark and Hive,
 * DuckDB, by their manuals) that Trino does not have under that name.
 */
public final class ForeignFunctions {
    private static final Map<String, String> TRINO = table("""
            add_months | date_add('month', n, day)
            approx_count_distinct | approx_distinct(a)
            array_agg_distinct | array_agg(distinct a)
            array_append | array || element
            array_concat | concat(a, b)
            array_contains | contains(array, element)
            array_length | cardinality(array)
            array_size | cardinality(array)
            array_slice | slice(array, start, length)
            array_to_string | array_join(array, ',')
            base64_decode_string | from_utf8(from_base64(text))
            boolor_agg | bool_or(a)
            booland_agg | bool_and(a)
            btrim | trim(text)
            charindex | strpos(text, part)
            char_length | length(text)
            collect_list | array_agg(a)
            collect_set | array_distinct(array_agg(a))
            convert | cast(a as varchar)
            convert_timezone | at_timezone(moment, 'Europe/Berlin')
            convert_tz | at_timezone(moment, 'Europe/Berlin')
            count_distinct | count(distinct a)
            countif | count_if(a)
            curdate | current_date
            curtime | current_time
            date_from_parts | date(format('%04d-%02d-%02d', year, month, day))
            date_part | extract(day from moment)
            date_sub | date_add('day', -n, day)
            dateadd | date_add('day', n, day)
            datediff | date_diff('day', from, to)
            datename | date_format(moment, '%W')
            datepart | extract(day from moment)
            datetime_diff | date_diff('second', from, to)
            datetime_trunc | date_trunc('hour', moment)
            dayname | date_format(day, '%W')
            dayofmonth | day_of_month(day)
            dayofweek | day_of_week(day)
            dayofyear | day_of_year(day)
            decode | case a when 'x' then 1 else 2 end
            div0 | coalesce(try(a / b), 0)
            editdist3 | levenshtein_distance(a, b)
            editdistance | levenshtein_distance(a, b)
            epoch | to_unixtime(moment)
            explode | cross join unnest(array) as t(element)
            farm_fingerprint | from_big_endian_64(xxhash64(to_utf8(text)))
            find_in_set | array_position(split(list, ','), a)
            format_date | date_format(day, '%Y-%m-%d')
            format_timestamp | date_format(moment, '%Y-%m-%d %H:%i:%s')
            gen_random_uuid | uuid()
            generate_array | sequence(1, 10)
            generate_date_array | sequence(first, last, interval '1' day)
            generate_series | unnest(sequence(1, 10)) as t(n)
            generate_uuid | uuid()
            get_json_object | json_extract_scalar(text, '$.name')
            getdate | current_timestamp
            group_concat | listagg(a, ',') within group (order by a)
            hex | to_hex(bytes)
            ifnull | coalesce(a, b)
            iff | if(condition, a, b)
            iif | if(condition, a, b)
            initcap | regexp_replace(text, '(\\w)(\\w*)', x -> upper(x[1]) || lower(x[2]))
            instr | strpos(text, part)
            int | cast(a as integer)
            isnotnull | a is not null
            isnull | a is null
            json_extract_path_text | json_extract_scalar(text, '$.name')
            json_extract_string | json_extract_scalar(text, '$.name')
            json_object_keys | map_keys(cast(json as map(varchar, json)))
            json_value_array | cast(json_extract(text, '$.name') as array(varchar))
            last_day | last_day_of_month(day)
            lcase | lower(text)
            len | length(text)
            list | array_agg(a)
            list_aggregate | reduce(array, 0, (s, x) -> s + x, s -> s)
            list_contains | contains(array, element)
            locate | strpos(text, part)
            log2n | log2(a)
            logical_and | bool_and(a)
            logical_or | bool_or(a)
            make_date | date(format('%04d-%02d-%02d', year, month, day))
            md5_hex | lower(to_hex(md5(to_utf8(text))))
            median | approx_percentile(a, 0.5)
            mid | substr(text, start, length)
            monthname | date_format(day, '%M')
            months_between | date_diff('month', from, to)
            named_struct | cast(row(1, 'a') as row(id integer, name varchar))
            newid | uuid()
            nvl | coalesce(a, b)
            nvl2 | if(a is not null, b, c)
            object_construct | map(array['name'], array[value])
            object_keys | map_keys(cast(json as map(varchar, json)))
            parse_date | date(date_parse(text, '%Y-%m-%d'))
            parse_json | json_parse(text)
            parse_timestamp | date_parse(text, '%Y-%m-%d %H:%i:%s')
            percentile_cont | approx_percentile(a, 0.5)
            percentile_disc | approx_percentile(a, 0.5)
            quantile_cont | approx_percentile(a, 0.5)
            regexp_contains | regexp_like(text, pattern)
            regexp_instr | regexp_position(text, pattern)
            regexp_matches | regexp_like(text, pattern)
            regexp_substr | regexp_extract(text, pattern)
            rlike | regexp_like(text, pattern)
            safe_divide | try(a / b)
            safe_offset | element_at(array, n + 1)
            sha2 | sha256(to_utf8(text))
            size | cardinality(array)
            sort_array | array_sort(array)
            split_to_array | split(text, ',')
            square | power(a, 2)
            startswith | starts_with(text, part)
            str_to_date | date_parse(text, '%Y-%m-%d')
            strftime | date_format(moment, '%Y-%m-%d')
            string | cast(a as varchar)
            string_agg | listagg(a, ',') within group (order by a)
            string_split | split(text, ',')
            string_to_array | split(text, ',')
            strptime | date_parse(text, '%Y-%m-%d')
            struct | cast(row(1, 'a') as row(id integer, name varchar))
            substring_index | split_part(text, ',', 1)
            sysdatetime | current_timestamp
            systimestamp | current_timestamp
            time_bucket | date_trunc('hour', moment)
            timestamp_diff | date_diff('second', from, to)
            timestamp_millis | from_unixtime(millis / 1000.0)
            timestamp_ntz | cast(a as timestamp)
            timestamp_seconds | from_unixtime(seconds)
            timestamp_trunc | date_trunc('hour', moment)
            timestampadd | date_add('day', n, moment)
            timestampdiff | date_diff('second', from, to)
            to_array | array[a]
            to_decimal | cast(a as decimal(18, 2))
            to_double | cast(a as double)
            to_json | json_format(cast(a as json))
            to_json_string | json_format(cast(a as json))
            to_number | cast(a as decimal(18, 2))
            to_timestamp_ntz | cast(a as timestamp)
            to_variant | cast(a as json)
            to_varchar | cast(a as varchar)
            trunc | truncate(a)
            try_parse_json | try(json_parse(text))
            try_to_date | try(date_parse(text, '%Y-%m-%d'))
            try_to_decimal | try_cast(a as decimal(18, 2))
            try_to_number | try_cast(a as decimal(18, 2))
            try_to_timestamp | try(date_parse(text, '%Y-%m-%d %H:%i:%s'))
            ucase | upper(text)
            unhex | from_hex(text)
            unix_timestamp | to_unixtime(moment)
            uuid_string | uuid()
            weekday | day_of_week(day)
            weekofyear | week_of_year(day)
            zeroifnull | coalesce(a, 0)
            """);

    private ForeignFunctions() {}

    private static Map<String, String> table(String rows) {
        Map<String, String> table = new LinkedHashMap<>();
        rows.lines().forEach(row -> {
            int bar = row.indexOf(" | ");
            table.put(row.substring(0, bar), row.substring(bar + 3));
        });
        return table;
    }

    /** What Trino has for a call of a function, as a help; in any letter case. */
    public static Optional<String> help(String function, int arguments) {
        // SQL Server's takes two arguments; MySQL, Spark and Hive ask with one.
        if (arguments == 2 && function.equalsIgnoreCase("isnull")) {
            return help("ifnull", arguments);
        }
        return Optional.ofNullable(TRINO.get(function.toLowerCase(Locale.ROOT)))
                .map(form -> "Trino has `" + form + "`");
    }

    /** All names, for tests. */
    static Iterable<String> names() {
        return TRINO.keySet();
    }

    /** What stands for a function, for tests. */
    static String form(String function) {
        return TRINO.getOrDefault(function, "");
    }
}
