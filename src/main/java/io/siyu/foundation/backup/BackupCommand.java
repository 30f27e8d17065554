package io.siyu.foundation.backup;

import io.siyu.foundation.database.DatabaseUnavailable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** {@code --export=<file>} and {@code --import=<file>}: the application's settings without the application. */
public final class BackupCommand {

    private static final Logger log = LoggerFactory.getLogger(BackupCommand.class);
    private static final String EXPORT = "--export";
    private static final String IMPORT = "--import";

    /** Progress is what one wants to read; and nobody asks here whether the platforms are simulated. */
    private static final List<String> QUIETLY =
            List.of("--logging.level.root=WARN", "--logging.level.org.flywaydb=ERROR", "--siyu.sandbox=false");

    private final PrintStream out;

    public BackupCommand(PrintStream out) {
        this.out = out;
    }

    /** Whether this start is an errand, not the application. */
    public static boolean asked(String... arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument.replaceFirst("=.*", ""))
                .anyMatch(List.of(EXPORT, IMPORT)::contains);
    }

    /** @return what the process should end with: 0 when it is done, else nothing was changed */
    public int run(String... arguments) {
        Announcements announcements = new Announcements(out);
        try (ConfigurableApplicationContext settings = new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(Stream.concat(Arrays.stream(arguments), QUIETLY.stream()).toArray(String[]::new))) {
            carryOut(settings.getEnvironment(), announcements);
            return 0;
        } catch (BackupRefused e) {
            announcements.say(e.code(), e.arguments());
        } catch (DatabaseUnavailable e) {
            announcements.say("backup.database", e.sentence(), e.action());
        } catch (SQLException | IOException | RuntimeException e) {
            announcements.say("backup.failed", String.valueOf(e.getMessage()));
            log.error("What went wrong in detail", e);
        }
        return 1;
    }

    /** Nothing but the environment. */
    static class Settings {}

    private static void carryOut(Environment environment, Announcements announcements)
            throws SQLException, IOException {
        String export = environment.getProperty("export");
        String restore = environment.getProperty("import");
        Surroundings surroundings = new Surroundings(environment, product());
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        if (StringUtils.hasText(export) == StringUtils.hasText(restore)) {
            throw new BackupRefused("backup.which");
        }
        if (StringUtils.hasText(export)) {
            boolean withKey = environment.getProperty("with-key", Boolean.class, false);
            new Export(surroundings, announcements).to(path(export), withKey, now);
        } else {
            new Import(surroundings, announcements).from(path(String.valueOf(restore)), now);
        }
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new BackupRefused("backup.import.no_file", name);
        }
    }

    private static String product() {
        String version = BackupCommand.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }
}
