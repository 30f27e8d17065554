package io.siyu.foundation.file;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes files that have no row: the application died between the two, or nobody names the file any more. */
@Configuration(proxyBeanMethods = false)
class OrphanSweep {

    /** An upload that is under way has no row yet either. By the disk's own time, which nobody moves. */
    private static final Duration SPARED = Duration.ofDays(1);

    private static final LocalTime AT_NIGHT = LocalTime.of(4, 40);

    @Bean
    RecurringTask<Void> orphanSweeping(FileStore files, UnmentionedFiles unmentioned, Clock clock) {
        return Tasks.recurring("file.sweep", Schedules.daily(clock.getZone(), AT_NIGHT))
                .execute((instance, context) -> {
                    unmentioned.forget(clock.instant().minus(SPARED));
                    sweep(files, Instant.ofEpochMilli(System.currentTimeMillis()));
                });
    }

    /** @return how many were removed */
    static int sweep(FileStore files, Instant now) {
        if (!Files.isDirectory(files.folder())) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(files.folder())) {
            List<Path> orphans = all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> olderThan(file, now.minus(SPARED)))
                    .filter(file -> !files.known(file.getFileName().toString()))
                    .toList();
            for (Path orphan : orphans) {
                Files.deleteIfExists(orphan);
            }
            return orphans.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean olderThan(Path file, Instant time) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (IOException e) {
            return false;
        }
    }
}
