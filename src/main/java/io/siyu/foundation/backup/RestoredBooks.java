package io.siyu.foundation.backup;

import io.siyu.foundation.integrity.Integrity;
import io.siyu.foundation.integrity.IntegrityChecks;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Whether the books agree after an import: every module's checks, without the modules. What waited has waited too long by now, and is not asked. */
final class RestoredBooks {

    private final Connection connection;
    private final Announcements announcements;

    RestoredBooks(Connection connection, Announcements announcements) {
        this.connection = connection;
        this.announcements = announcements;
    }

    /** No stereotype, or the scan of the whole product would find it too. */
    @ComponentScan(
            basePackages = "io.siyu",
            useDefaultFilters = false,
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.ASSIGNABLE_TYPE,
                            classes = {IntegrityChecks.class, Integrity.class}))
    static class ChecksOnly {}

    void look(Instant now) {
        SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
        JdbcClient jdbc = JdbcClient.create(source);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(JdbcClient.class, () -> jdbc);
            context.registerBean(DataSourceTransactionManager.class, () -> new DataSourceTransactionManager(source));
            context.registerBean(Clock.class, () -> Clock.fixed(now, ZoneOffset.UTC));
            context.register(ChecksOnly.class);
            context.refresh();
            jdbc.sql("analyze").update();
            tell(context.getBean(Integrity.class));
        } catch (DataAccessException e) {
            announcements.say("backup.import.books_unread", String.valueOf(e.getMessage()));
        }
    }

    private void tell(Integrity integrity) {
        List<Integrity.Finding> findings = integrity.lastingFindings();
        findings.forEach(finding ->
                announcements.line("  ! " + finding.check().name() + " " + finding.count() + " " + finding.samples()));
        announcements.say(
                findings.isEmpty() ? "backup.import.books_agree" : "backup.import.books_disagree",
                integrity.checks().size(),
                findings.size());
    }
}
