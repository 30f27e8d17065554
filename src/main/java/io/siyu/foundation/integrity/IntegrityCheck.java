package io.siyu.foundation.integrity;

/**
 * A query that finds what must not be there. It is one statement, so it sees one moment; it may use {@code :now} and {@code :overdue},
 * a quarter of an hour earlier, before which nothing that is due may still wait.
 *
 * @param name stable: {@code <module>.<what>}; its words are {@code integrity.<name>} in the module's bundle
 * @param of what kind of thing the ids are, so that the console can lead there: {@code order}
 * @param sql selects {@code id} and {@code note}, one row a finding
 */
public record IntegrityCheck(String name, String of, String sql) {

    /** Whether it is about what waits too long: what is found once may have come due only now, because the clock was moved. */
    boolean aboutWaiting() {
        return sql.contains(":overdue");
    }

    /** Rows that name something which is not there. */
    public static IntegrityCheck dangling(String name, String of, Reference reference) {
        return new IntegrityCheck(name, of, """
                select t.%1$s as id, '%2$s.%1$s' as note from %2$s t
                where t.%1$s is not null and not exists (select 1 from %3$s x where x.id = t.%1$s)
                group by t.%1$s""".formatted(reference.column(), reference.table(), reference.target()));
    }

    /**
     * A column that holds ids of another table without a foreign key.
     *
     * @param target a table with a column {@code id}
     */
    public record Reference(String table, String column, String target) {}
}
