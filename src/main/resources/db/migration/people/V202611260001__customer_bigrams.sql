-- The same pairs. A function of plain SQL was planned anew for each row that is written, some ten times a new friend; this one is planned once a
-- connection.
create or replace function customer_bigrams(name text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
    lowered constant text := lower(name);
    pairs text[] := '{}';
    pair text;
begin
    for at in 1..length(name) loop
        pair := substr(lowered, at, 2);
        if pair <> all (pairs) then
            pairs := pairs || pair;
        end if;
    end loop;
    return pairs;
end
$$;
