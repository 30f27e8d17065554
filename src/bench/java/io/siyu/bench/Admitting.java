package io.siyu.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.siyu.harness.RunningJar;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.relation.Relations;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.AllocationRules.Shift;
import io.siyu.reach.channel.AllocationRules.Sticky;
import io.siyu.reach.channel.AllocationRules.Window;
import io.siyu.reach.channel.admission.Admission;
import io.siyu.reach.channel.admission.Admissions;
import io.siyu.reach.channel.admission.Candidates;
import io.siyu.reach.channel.admission.Counts;
import io.siyu.reach.channel.admission.ScanRows;
import io.siyu.reach.channel.allocation.Schedule;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.landing.Leases;
import io.siyu.shared.BrandZone;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The part of the application that lets visitors in, on the database of the one that runs, in this process: no HTTP around it. */
final class Admitting implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private final HikariDataSource pool;
    private final Admissions admissions;

    Admitting(RunningJar jar) throws ReflectiveOperationException {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(CONNECTIONS);
        config.setDataSource(new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                try {
                    return jar.connect();
                } catch (IOException e) {
                    throw new SQLException(e);
                }
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        });
        pool = new HikariDataSource(config);
        JdbcClient jdbc = JdbcClient.create(pool);
        JsonMapper json = JsonMapper.builder().build();
        Clock clock = Clock.systemUTC();
        BrandZone zone = new BrandZone(ZoneId.of("Asia/Shanghai"));
        Counts counts = make(Counts.class, jdbc);
        Object ways = make(internal("ContactClaims"), jdbc);
        CodeRows codes = make(CodeRows.class, jdbc, json);
        ScanRows visitors = make(ScanRows.class, jdbc);
        Leases leases = make(Leases.class, jdbc);
        Candidates candidates = make(
                Candidates.class,
                make(StaffDirectory.class, jdbc),
                ways,
                counts,
                (CustomerDirectory) null,
                (Relations) null,
                zone);
        Object ledger = make(internal("Ledger"), jdbc, json);
        admissions = make(
                Admissions.class,
                codes,
                visitors,
                candidates,
                make(internal("Taking"), codes, visitors, candidates, counts, ways, ledger, leases, clock, zone),
                new TransactionTemplate(new JdbcTransactionManager(pool)),
                clock);
    }

    private static Class<?> internal(String name) throws ClassNotFoundException {
        return Class.forName("io.siyu.reach.channel.admission." + name);
    }

    /** A stranger; nobody asks whose customer they are. */
    void admit(String code) {
        Admission admission = admissions.admit(code, RandomCode.letters(26));
        if (!(admission instanceof Admission.Taken)) {
            throw new IllegalStateException("not taken: " + admission);
        }
    }

    /** Two windows a day, as a guide of a shop has them. */
    static Schedule shifts(StaffId staff) {
        Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
        AllocationRules rules = new AllocationRules(
                Sticky.DEFAULT,
                List.of(new Shift(
                        "早",
                        null,
                        null,
                        List.of(
                                new Window(days, LocalTime.of(8, 0), LocalTime.of(12, 0)),
                                new Window(days, LocalTime.of(14, 0), LocalTime.of(20, 0))))),
                List.of());
        return Schedule.of(rules, Set.of("早"), staff);
    }

    /** What Spring does for beans whose constructors only their package sees. */
    private static <T> T make(Class<T> type, @Nullable Object... arguments) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(arguments));
    }

    @Override
    public void close() {
        pool.close();
    }
}
